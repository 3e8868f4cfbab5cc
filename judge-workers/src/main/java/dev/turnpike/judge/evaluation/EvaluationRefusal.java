package dev.turnpike.judge.evaluation;

/** An evaluation that can't be made as asked. The message says why, and what to do instead. */
public final class EvaluationRefusal extends RuntimeException {

  EvaluationRefusal(String sentence) {
    super(sentence);
  }

  EvaluationRefusal(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}

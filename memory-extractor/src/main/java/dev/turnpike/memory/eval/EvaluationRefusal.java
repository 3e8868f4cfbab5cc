package dev.turnpike.memory.eval;

/** The evaluation can't be done as asked. The message is one sentence that says why. */
public final class EvaluationRefusal extends RuntimeException {

  EvaluationRefusal(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}

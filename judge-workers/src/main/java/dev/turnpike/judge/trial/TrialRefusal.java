package dev.turnpike.judge.trial;

/** A judge can't be tried as asked. The message is one sentence that says why. */
public final class TrialRefusal extends RuntimeException {

  TrialRefusal(String sentence) {
    super(sentence);
  }

  TrialRefusal(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}

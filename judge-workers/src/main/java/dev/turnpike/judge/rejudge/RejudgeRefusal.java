package dev.turnpike.judge.rejudge;

/**
 * History is not judged, or not to its end. The message is one sentence that says why; what was
 * judged stays, and the next run goes on from there.
 */
public final class RejudgeRefusal extends RuntimeException {

  RejudgeRefusal(String sentence) {
    super(sentence);
  }

  RejudgeRefusal(String sentence, Throwable cause) {
    super(sentence, cause);
  }

  static RejudgeRefusal brokenOff(Throwable cause) {
    return new RejudgeRefusal(
        "Judging again broke off (%s); what was judged is kept: run it again and it goes on."
            .formatted(cause.getMessage()),
        cause);
  }
}

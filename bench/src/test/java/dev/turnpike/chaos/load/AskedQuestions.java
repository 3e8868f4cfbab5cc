package dev.turnpike.chaos.load;

import dev.turnpike.chaos.load.Asked.Answered;

/** Questions with what became of them. */
public final class AskedQuestions {
  private AskedQuestions() {}

  /** Accepted, and heard to its end. */
  public static Asked heard(
      Marker marker, String session, String model, boolean teaches, String answer) {
    Asked asked = new Asked(question(marker, model, teaches), session, "ingress-api-1");
    asked.answered(Answered.ACCEPTED);
    asked.append(answer);
    asked.end("completed");
    return asked;
  }

  /** Accepted; then the connection broke. */
  public static Asked brokenOff(Marker marker, String session, String model) {
    Asked asked = new Asked(question(marker, model, false), session, "ingress-api-1");
    asked.answered(Answered.ACCEPTED);
    asked.append("half of");
    return asked;
  }

  /** Refused, or nobody knows. */
  public static Asked unanswered(Marker marker, String session, Answered answered) {
    Asked asked = new Asked(question(marker, "sim", false), session, "ingress-api-1");
    asked.answered(answered);
    return asked;
  }

  static Question question(Marker marker, String model, boolean teaches) {
    return new Question(marker, "? " + marker, model, teaches, "enqueue", null);
  }
}

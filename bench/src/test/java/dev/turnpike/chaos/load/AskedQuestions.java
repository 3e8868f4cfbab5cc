package dev.turnpike.chaos.load;

import dev.turnpike.chaos.load.Asked.Answered;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.json.JsonMapper;

/** Questions with what became of them. */
public final class AskedQuestions {
  private AskedQuestions() {}

  /** Accepted, and heard to its end by one listener. */
  public static Asked heard(
      Marker marker, String session, String model, boolean teaches, UUID turn, String answer) {
    Asked asked = accepted(marker, session, model, teaches);
    listens(asked, turn, answer, "completed");
    return asked;
  }

  /** Accepted; nobody listens yet. */
  public static Asked accepted(Marker marker, String session, String model, boolean teaches) {
    Asked asked = new Asked(question(marker, model, teaches), session, "ingress-api-1");
    asked.answered(Answered.ACCEPTED);
    return asked;
  }

  /**
   * One more listener.
   *
   * @param end what it was told, or "" if it was told no end
   */
  public static void listens(Asked asked, UUID turn, String text, String end) {
    Heard heard = asked.heardBy(Habit.RESTLESS);
    heard.take(frame(Map.of("content", text, "turn_id", turn)));
    if (!end.isEmpty()) {
      heard.take(frame(Map.of("content", "", "turn_id", turn, "done", true, "type", end)));
    }
  }

  /** One whose connection broke before it knew anything. */
  public static void breaksOffEarly(Asked asked) {
    asked.heardBy(Habit.STEADY).cut(Heard.Cut.BROKEN);
  }

  /** One that met what it should not. */
  public static void wonders(Asked asked, String what) {
    asked.heardBy(Habit.STEADY).odd(what);
  }

  /** What one has that came back once, after so long. */
  public static Heard cameBack(Heard.Cut cut, int millis) {
    Heard heard = new Heard(Habit.STEADY);
    heard.cut(cut, 0, Instant.EPOCH);
    heard.take(frame(Map.of("content", "")), TimeUnit.MILLISECONDS.toNanos(millis));
    return heard;
  }

  /** One more listener, that was without a connection from then on for so long. */
  public static void comesBack(Asked asked, UUID turn, Heard.Cut how, Instant at, int millis) {
    Heard heard = asked.heardBy(Habit.STEADY);
    heard.isCalled(turn);
    heard.cut(how, 0, at);
    heard.take(
        frame(Map.of("content", "", "turn_id", turn)), TimeUnit.MILLISECONDS.toNanos(millis));
  }

  /** Refused, or nobody knows. */
  public static Asked unanswered(Marker marker, String session, Answered answered) {
    Asked asked = new Asked(question(marker, "sim", false), session, "ingress-api-1");
    asked.answered(answered);
    return asked;
  }

  /** Refused, and would have ended what the session was about. */
  public static Asked interrupting(Marker marker, String session) {
    Question question =
        new Question(marker, "? " + marker, "sim", false, "interrupt", false, Habit.STEADY, null);
    Asked asked = new Asked(question, session, "ingress-api-1");
    asked.answered(Answered.REFUSED);
    return asked;
  }

  static Question question(Marker marker, String model, boolean teaches) {
    return new Question(
        marker, "? " + marker, model, teaches, "enqueue", false, Habit.STEADY, null);
  }

  private static Frame frame(Map<String, ?> data) {
    return new Frame("cursor", new JsonMapper().valueToTree(data));
  }
}

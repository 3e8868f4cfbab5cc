package dev.turnpike.stress;

import java.util.List;
import java.util.Map;

/** Figures for tests. */
final class Samples {
  static final int USERS = 10;
  private static final List<Curve.Point> CURVE = List.of(new Curve.Point(4, USERS));

  private Samples() {}

  /** Everything as it should be. */
  static Counts good() {
    return counts(USERS, 0, 0, 0, 1_200);
  }

  /** Two refused, both came again. */
  static Counts counts(int done, int unanswered, int turnedAway, int broken, double average) {
    Times times = new Times(done, average, average, average, average, average);
    return new Counts(
        done,
        Map.of(429, 1, 503, 2),
        2,
        2,
        unanswered,
        turnedAway,
        broken,
        Map.of(),
        9,
        times,
        times,
        CURVE);
  }

  static StressResult.Figures figures(Counts login, Counts chat, double average) {
    return new StressResult.Figures(
        USERS,
        chat.done(),
        4,
        Map.of(Step.REGISTER, good(), Step.LOGIN, login, Step.SESSION, good(), Step.CHAT, chat),
        Hashing.of(2 * USERS, 4, 100, 1),
        new StressResult.Sides(side(average), side(1_180)),
        new StressResult.Sides(side(9_000), side(1_180)),
        Map.of("turnpike", 0.75));
  }

  private static Side side(double average) {
    Counts counts = counts(USERS, 0, 0, 0, average);
    return new Side(counts, counts.whole(), 12, 10, 1, 1.2, 50, List.of());
  }
}

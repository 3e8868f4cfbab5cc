package dev.turnpike.chaos.load;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Everybody asks one thing and gets a long, slow answer, so that all turns are in flight at once.
 *
 * @param answer how long an answer takes
 */
public record Crowd(Duration answer) implements Talk {
  private static final int GAP_MILLIS = 1_000;

  @Override
  public Question question(Marker marker, RandomGenerator random) {
    String model =
        "sim:ttft=%d,gap=%d,tokens=%d,text=lorem,seed=%d"
            .formatted(
                GAP_MILLIS,
                GAP_MILLIS,
                Math.max(1, answer.toMillis() / GAP_MILLIS),
                random.nextInt(1, 1000));
    return new Question(
        marker, "What do you think? " + marker, model, false, "enqueue", false, Habit.STEADY, null);
  }

  @Override
  public int burst(RandomGenerator random) {
    return 1;
  }

  @Override
  public int sessionsFor(int inFlight) {
    return inFlight;
  }

  @Override
  public Duration longestPause() {
    return answer.dividedBy(4);
  }
}

package dev.turnpike.bench.soak;

import java.time.Duration;

/**
 * How much is asked, and for how long.
 *
 * @param rate chats per second
 * @param everySeconds from one reading to the next
 * @param warmUpSeconds before the first reading
 * @param model the simulated model's name, without a seed
 * @param accounts how many users share the sessions
 * @param silenceSeconds after which a stream has failed
 * @param seed of the arrivals
 */
record SoakSettings(
    double minutes,
    double rate,
    int everySeconds,
    int warmUpSeconds,
    String model,
    int accounts,
    int silenceSeconds,
    long seed) {
  /** A trend through fewer points in the second half says nothing. */
  private static final int FEWEST_READINGS = 12;

  private static final int SHORTEST = 8;

  SoakSettings {
    require(minutes > 0, "--minutes must be above 0, not %s.", minutes);
    require(rate > 0 && rate <= 10_000, "--rate must be above 0 and at most 10000, not %s.", rate);
    require(everySeconds >= SHORTEST, "--every must be at least 8 seconds, not %d.", everySeconds);
    require(warmUpSeconds >= 0, "--warm-up can't be negative, as %d is.", warmUpSeconds);
    require(accounts > 0, "--accounts must be at least 1, not %d.", accounts);
    require(silenceSeconds > 0, "--silence must be at least 1 second, not %d.", silenceSeconds);
    if (minutes * 60 / everySeconds < FEWEST_READINGS) {
      throw new IllegalArgumentException(
          "--minutes %s with --every %d makes %d readings, and a trend needs %d: take more minutes, or a shorter --every."
              .formatted(
                  minutes, everySeconds, (int) (minutes * 60 / everySeconds), FEWEST_READINGS));
    }
  }

  Duration length() {
    return Duration.ofMillis((long) (minutes * 60_000));
  }

  /** Turnpike's block between two readings; the model's own and the reading take the rest. */
  Duration turnpikeBlock() {
    return Duration.ofMillis(everySeconds * 700L);
  }

  Duration modelBlock() {
    return Duration.ofMillis(everySeconds * 150L);
  }

  Duration silence() {
    return Duration.ofSeconds(silenceSeconds);
  }

  private static void require(boolean condition, String otherwise, Object value) {
    if (!condition) {
      throw new IllegalArgumentException(otherwise.formatted(value));
    }
  }
}

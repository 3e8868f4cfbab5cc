package dev.turnpike.bench.ramp;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Which rates are tried, and for how long.
 *
 * @param from chats per second of the first step
 * @param to no step goes beyond it
 * @param factor from each step to the next
 * @param stepSeconds how long each side is measured at each step
 * @param blockSeconds after which the sides take turns
 * @param beyond steps that are still measured after the knee
 * @param overload the last block's rate, in parts of the highest rate that held; 0 for none
 * @param addedMillis what a step that holds adds to the first token at p99 at most
 * @param warmUpSeconds of both sides together, unmeasured, before everything else
 * @param model the simulated model's name, without a seed
 * @param accounts how many users share the sessions
 * @param silenceSeconds after which a stream has failed
 * @param seed of the arrivals
 */
record RampSettings(
    double from,
    double to,
    double factor,
    int stepSeconds,
    int blockSeconds,
    int beyond,
    double overload,
    double addedMillis,
    int warmUpSeconds,
    String model,
    int accounts,
    int silenceSeconds,
    long seed) {

  RampSettings {
    require(from > 0, "--from must be above 0 chats per second, not %s.", from);
    require(to >= from, "--to must not be below --from, as %s is.", to);
    require(to <= 10_000, "--to must be at most 10000 chats per second, not %s.", to);
    require(factor >= 1.05, "--factor must be at least 1.05, not %s.", factor);
    require(stepSeconds > 0, "--step must be at least 1 second, not %d.", stepSeconds);
    require(blockSeconds > 0, "--block must be at least 1 second, not %d.", blockSeconds);
    require(beyond >= 0, "--beyond can't be negative, as %d is.", beyond);
    require(
        overload == 0 || overload > 1,
        "--overload must be above 1, or 0 to leave it out, not %s.",
        overload);
    require(addedMillis > 0, "--added must be above 0 milliseconds, not %s.", addedMillis);
    require(warmUpSeconds >= 0, "--warm-up can't be negative, as %d is.", warmUpSeconds);
    require(accounts > 0, "--accounts must be at least 1, not %d.", accounts);
    require(silenceSeconds > 0, "--silence must be at least 1 second, not %d.", silenceSeconds);
  }

  /** All that may be tried, from low to high. */
  List<Double> rates() {
    List<Double> rates = new ArrayList<>();
    for (double rate = from; rate <= to * 1.000001; rate *= factor) {
      rates.add(rate);
    }
    return rates;
  }

  /** Pairs of blocks in one step. */
  int pairs() {
    return Math.max(1, Math.ceilDiv(stepSeconds, blockSeconds));
  }

  Duration block() {
    return Duration.ofSeconds(Math.min(blockSeconds, stepSeconds));
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

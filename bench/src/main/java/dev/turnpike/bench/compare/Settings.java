package dev.turnpike.bench.compare;

import java.time.Duration;
import java.util.List;

/**
 * What to measure, and for how long.
 *
 * @param concurrency how many streams at once, one measurement for each
 * @param seconds how long each side is measured at each concurrency; 0 if {@code turns} says it
 * @param turns how many turns of each side are measured at least; 0 if {@code seconds} says it
 * @param blockSeconds after which the sides take turns
 * @param warmUpSeconds of both sides together, unmeasured, before everything else
 * @param model the simulated model's name, without a seed
 * @param seeds how many different texts are asked for
 * @param accounts how many users share the streams
 * @param burst let all streams begin in the same moment instead of one after the other
 * @param silenceSeconds after which a stream has failed
 */
public record Settings(
    List<Integer> concurrency,
    int seconds,
    int turns,
    int blockSeconds,
    int warmUpSeconds,
    String model,
    int seeds,
    int accounts,
    boolean burst,
    int silenceSeconds) {

  public Settings {
    concurrency = List.copyOf(concurrency);
    require(
        !concurrency.isEmpty() && concurrency.stream().allMatch(users -> users > 0),
        "--concurrency takes numbers above 0, such as 1,50.");
    require(seconds > 0 || turns > 0, "--seconds or --turns must be above 0.");
    require(blockSeconds > 0, "--block must be at least 1 second.");
    require(warmUpSeconds >= 0, "--warm-up can't be negative.");
    require(seeds > 0, "--seeds must be at least 1.");
    require(accounts > 0, "--accounts must be at least 1.");
    require(silenceSeconds > 0, "--silence must be at least 1 second.");
  }

  /** The same for one concurrency alone. */
  public Settings at(int streams) {
    return new Settings(
        List.of(streams),
        seconds,
        turns,
        blockSeconds,
        warmUpSeconds,
        model,
        seeds,
        accounts,
        burst,
        silenceSeconds);
  }

  Settings withModel(String other) {
    return new Settings(
        concurrency,
        seconds,
        turns,
        blockSeconds,
        warmUpSeconds,
        other,
        seeds,
        accounts,
        burst,
        silenceSeconds);
  }

  Duration block() {
    return Duration.ofSeconds(blockSeconds);
  }

  Duration silence() {
    return Duration.ofSeconds(silenceSeconds);
  }

  private static void require(boolean condition, String otherwise) {
    if (!condition) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}

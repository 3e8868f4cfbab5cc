package dev.turnpike.metrics;

import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;

/**
 * The upper bounds of histogram buckets. Few, since each is a time series of its own for each
 * combination of labels; at the limits that one asks about.
 */
public final class Buckets {

  /** Sizes in tokens, as OpenTelemetry's conventions have them, up to what models take. */
  private static final double[] TOKENS = {1, 4, 16, 64, 256, 1_024, 4_096, 16_384, 65_536, 262_144};

  private static final Duration[] WAIT =
      millis(10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 30_000, 60_000);
  private static final Duration[] LONG_WORK =
      millis(500, 1_000, 2_500, 5_000, 10_000, 30_000, 60_000, 120_000, 300_000, 600_000);

  /** OpenTelemetry's for calls of models, without the shortest. */
  private static final Duration[] MODEL =
      millis(20, 40, 80, 160, 320, 640, 1_280, 2_560, 5_120, 10_240, 20_480, 40_960, 81_920);

  private static final Duration[] DELAY =
      millis(1_000, 2_500, 5_000, 15_000, 60_000, 300_000, 900_000, 3_600_000);

  private Buckets() {}

  /** For what somebody waits for: 10 ms to a minute. */
  public static Timer.Builder wait(Timer.Builder timer) {
    return timer.serviceLevelObjectives(WAIT);
  }

  /** For what takes as long as it takes, a turn above all: half a second to ten minutes. */
  public static Timer.Builder longWork(Timer.Builder timer) {
    return timer.serviceLevelObjectives(LONG_WORK);
  }

  /** For calls of models and tools: 20 ms to 82 s. */
  public static Timer.Builder call(Timer.Builder timer) {
    return timer.serviceLevelObjectives(MODEL);
  }

  /** For what follows behind, unwatched: a second to an hour. */
  public static Timer.Builder delay(Timer.Builder timer) {
    return timer.serviceLevelObjectives(DELAY);
  }

  public static double[] tokens() {
    return DoubleStream.of(TOKENS).toArray();
  }

  private static Duration[] millis(long... bounds) {
    return LongStream.of(bounds).mapToObj(Duration::ofMillis).toArray(Duration[]::new);
  }
}

package dev.turnpike.bench.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * When chats arrive: by a Poisson process, as people do who know nothing of each other. The same
 * seed gives the same moments on every machine.
 *
 * @param perSecond how many on average
 */
public record Arrivals(double perSecond, long seed) {
  private static final String ALGORITHM = "L64X128MixRandom";

  public Arrivals {
    if (!(perSecond > 0) || perSecond > 1e6) {
      throw new IllegalArgumentException(
          "A rate is above 0 and at most a million a second, not %s.".formatted(perSecond));
    }
  }

  /** Nanoseconds from the beginning, in order, all within the length. */
  List<Long> moments(Duration length) {
    RandomGenerator random = RandomGeneratorFactory.of(ALGORITHM).create(seed);
    List<Long> moments = new ArrayList<>();
    double next = random.nextExponential() / perSecond;
    while (next * 1e9 < length.toNanos()) {
      moments.add((long) (next * 1e9));
      next += random.nextExponential() / perSecond;
    }
    return moments;
  }
}

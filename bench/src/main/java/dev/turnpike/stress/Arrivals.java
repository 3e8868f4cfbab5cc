package dev.turnpike.stress;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * When chats begin: by chance, independently of each other and of how long answers take (a Poisson
 * process), so that a slow server does not slow down those who ask.
 *
 * @param offsets since the begin, in order
 */
record Arrivals(List<Duration> offsets) {
  Arrivals {
    offsets = List.copyOf(offsets);
  }

  /** All at the same moment. */
  static Arrivals together(int count) {
    return new Arrivals(Collections.nCopies(count, Duration.ZERO));
  }

  static Arrivals at(double perSecond, Duration length, Random random) {
    List<Duration> offsets = new ArrayList<>();
    double seconds = gap(perSecond, random);
    while (seconds < length.toNanos() / 1e9) {
      offsets.add(Duration.ofNanos((long) (seconds * 1e9)));
      seconds += gap(perSecond, random);
    }
    return new Arrivals(offsets);
  }

  private static double gap(double perSecond, Random random) {
    return -Math.log(1 - random.nextDouble()) / perSecond;
  }
}

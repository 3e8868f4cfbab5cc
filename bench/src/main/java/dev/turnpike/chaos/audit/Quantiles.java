package dev.turnpike.chaos.audit;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Quantiles of durations, by nearest rank; zero where there are none. */
final class Quantiles {
  private Quantiles() {}

  /**
   * @param share from 0 to 1
   */
  static Duration of(List<Duration> all, double share) {
    List<Duration> sorted = all.stream().sorted().toList();
    int rank = (int) Math.ceil(share * sorted.size());
    return sorted.isEmpty() ? Duration.ZERO : sorted.get(Math.max(0, rank - 1));
  }

  static String seconds(Duration length) {
    return String.format(Locale.ROOT, "%.1f s", length.toMillis() / 1000.0);
  }
}

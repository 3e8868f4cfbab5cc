package dev.turnpike.chaos.audit;

import dev.turnpike.chaos.load.Heard;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/**
 * How long it took listeners to go on after their connection had ended, from then until the next
 * frame: finding a node, catching up, and waiting for the model are in it.
 *
 * @param cut why it had ended, such as {@code broken}
 * @param count of those that were got over
 * @param p50Millis the median
 */
public record Comeback(String cut, int count, long p50Millis, long p99Millis, long mostMillis) {

  static List<Comeback> of(Collection<Heard> all) {
    return Arrays.stream(Heard.Cut.values())
        .map(cut -> of(cut, lengths(cut, all)))
        .filter(comeback -> comeback.count() > 0)
        .toList();
  }

  private static List<Duration> lengths(Heard.Cut cut, Collection<Heard> all) {
    return all.stream()
        .flatMap(heard -> heard.gaps().stream())
        .filter(gap -> gap.cut() == cut)
        .map(Heard.Gap::length)
        .toList();
  }

  private static Comeback of(Heard.Cut cut, List<Duration> lengths) {
    return new Comeback(
        word(cut),
        lengths.size(),
        Quantiles.of(lengths, 0.5).toMillis(),
        Quantiles.of(lengths, 0.99).toMillis(),
        Quantiles.of(lengths, 1).toMillis());
  }

  static String word(Heard.Cut cut) {
    return cut.name().toLowerCase(Locale.ROOT);
  }
}

package dev.turnpike.bench.growth;

import java.util.List;
import java.util.Locale;

/** A law in a sentence. */
final class Words {
  private Words() {}

  static String of(Dimension dimension, Metric metric, Law law, List<Law.Point> points) {
    String what = capital(metric.words());
    String unit = metric.unit();
    if (law.isUnclear()) {
      return String.format(
          Locale.ROOT,
          "%s: no law fits, from %s to %s %s.",
          what,
          number(points.stream().mapToDouble(Law.Point::value).min().orElse(0)),
          number(points.stream().mapToDouble(Law.Point::value).max().orElse(0)),
          unit);
    }
    return switch (law.kind()) {
      case CONSTANT ->
          String.format(
              Locale.ROOT,
              "%s: constant within %.0f %%, %s %s.",
              what,
              100 * deviation(law, points),
              number(law.offset()),
              unit);
      case LINEAR ->
          String.format(
              Locale.ROOT,
              "%s: linear, %s %s and %s %s for each of the %s (R² %.3f)%s.",
              what,
              number(law.offset()),
              unit,
              number(law.slope()),
              unit,
              dimension.unit(),
              law.fit(),
              ratio(points));
      case SHARED ->
          String.format(
              Locale.ROOT,
              "%s: falls towards %s %s, what is fixed being shared by more, %s %s ÷ %s (R² %.3f)%s.",
              what,
              number(law.offset()),
              unit,
              number(law.slope()),
              unit,
              dimension.unit(),
              law.fit(),
              ratio(points));
      case N_LOG_N ->
          String.format(
              Locale.ROOT,
              "%s: as n · ln n, %s %s and %s %s × n · ln n of the %s (R² %.3f)%s.",
              what,
              number(law.offset()),
              unit,
              number(law.slope()),
              unit,
              dimension.unit(),
              law.fit(),
              ratio(points));
      case POWER ->
          String.format(
              Locale.ROOT,
              "%s: as the power %.2f of the %s (R² %.3f)%s.",
              what,
              law.exponent(),
              dimension.unit(),
              law.fit(),
              ratio(points));
    };
  }

  private static double deviation(Law law, List<Law.Point> points) {
    return law.offset() == 0
        ? 0
        : points.stream()
            .mapToDouble(point -> Math.abs(point.value() / law.offset() - 1))
            .max()
            .orElse(0);
  }

  private static String ratio(List<Law.Point> points) {
    Law.Point first = points.getFirst();
    Law.Point last = points.getLast();
    return first.value() <= 0
        ? ""
        : String.format(
            Locale.ROOT,
            "; %.0f times as many, %.2f times as much",
            last.size() / first.size(),
            last.value() / first.value());
  }

  /** Three digits that count. */
  static String number(double value) {
    if (value == 0) {
      return "0";
    }
    int before = (int) Math.floor(Math.log10(Math.abs(value))) + 1;
    return String.format(Locale.ROOT, "%.*f".replace("*", "" + Math.max(0, 3 - before)), value);
  }

  private static String capital(String words) {
    return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
  }
}

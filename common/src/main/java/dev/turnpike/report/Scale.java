package dev.turnpike.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * From values to pixels, in a straight line.
 *
 * @param high the value at {@code to}; the one at {@code from} is {@code low}
 */
public record Scale(double low, double high, double from, double to) {

  /** From 0 to a little more than the highest value. */
  public static Scale upTo(double highest, double from, double to) {
    return new Scale(0, Math.max(highest, 1e-3) * 1.08, from, to);
  }

  public double at(double value) {
    double inside = Math.clamp(value, low, high);
    return from + (inside - low) / (high - low) * (to - from);
  }

  /** Some five round values. */
  public List<Double> ticks() {
    double rough = (high - low) / 5;
    double magnitude = Math.pow(10, Math.floor(Math.log10(rough)));
    double step = magnitude;
    for (double factor : new double[] {2, 5, 10}) {
      step = step >= rough ? step : magnitude * factor;
    }
    List<Double> ticks = new ArrayList<>();
    for (int i = (int) Math.ceil(low / step); i * step <= high; i++) {
      ticks.add(i * step);
    }
    return ticks;
  }

  public static String shown(double value) {
    return value == Math.rint(value)
        ? Long.toString((long) value)
        : String.format(Locale.ROOT, "%.2f", value).replaceFirst("0+$", "");
  }
}

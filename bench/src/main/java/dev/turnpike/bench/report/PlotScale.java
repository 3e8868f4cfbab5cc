package dev.turnpike.bench.report;

import dev.turnpike.bench.report.LinePlot.Axis;
import dev.turnpike.report.Scale;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;

/** From the values of an axis, linear or logarithmic, to pixels. */
record PlotScale(boolean isLogarithmic, Scale scale) {

  /** Holds all values that can be shown; a linear one that has none below begins at 0. */
  static PlotScale of(Axis axis, DoubleStream values) {
    double[] shown =
        values
            .filter(value -> shows(axis.isLogarithmic(), value))
            .map(value -> axis.isLogarithmic() ? Math.log10(value) : value)
            .sorted()
            .toArray();
    double low = shown.length == 0 ? 0 : shown[0];
    double high = shown.length == 0 ? 1 : shown[shown.length - 1];
    if (axis.isLogarithmic()) {
      return new PlotScale(true, new Scale(Math.floor(low), rounded(low, high), 0, 1));
    }
    low = Math.min(0, low);
    return new PlotScale(false, new Scale(low, low + Math.max(high - low, 1e-9) * 1.05, 0, 1));
  }

  private static double rounded(double low, double high) {
    return Math.max(Math.ceil(high), Math.floor(low) + 1);
  }

  PlotScale from(double from, double to) {
    return new PlotScale(isLogarithmic, new Scale(scale.low(), scale.high(), from, to));
  }

  boolean shows(double value) {
    return shows(isLogarithmic, value);
  }

  private static boolean shows(boolean isLogarithmic, double value) {
    return Double.isFinite(value) && (!isLogarithmic || value > 0);
  }

  double at(double value) {
    return scale.at(isLogarithmic ? Math.log10(value) : value);
  }

  double pixelOfLow() {
    return scale.from();
  }

  /** Some round values; of few powers of ten, also those between. */
  List<Double> ticks() {
    if (!isLogarithmic) {
      return scale.ticks();
    }
    boolean few = scale.high() - scale.low() <= 2;
    List<Double> ticks = new ArrayList<>();
    for (int power = (int) scale.low(); power <= scale.high(); power++) {
      for (int factor : few ? new int[] {1, 2, 5} : new int[] {1}) {
        double tick = factor * Math.pow(10, power);
        if (Math.log10(tick) <= scale.high()) {
          ticks.add(tick);
        }
      }
    }
    return ticks;
  }

  static String shown(double value) {
    double size = Math.abs(value);
    if (size >= 10_000) {
      return String.format(Locale.ROOT, "%,.0f", value);
    }
    return size > 0 && size < 0.01 ? String.format(Locale.ROOT, "%.1e", value) : Scale.shown(value);
  }
}

package dev.turnpike.bench.stats;

import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.PackedHistogram;

/** Durations of up to ten minutes, to four digits: 200 ms to 0.02 ms. Used by one thread. */
public final class Distribution {
  private static final long HIGHEST_MICROS = 600_000_000;
  private static final int DIGITS = 4;

  private final PackedHistogram micros = new PackedHistogram(HIGHEST_MICROS, DIGITS);

  public void add(long nanos) {
    micros.recordValue(Math.clamp((nanos + 500) / 1000, 0, HIGHEST_MICROS));
  }

  public void addAll(Distribution other) {
    micros.add(other.micros);
  }

  public long count() {
    return micros.getTotalCount();
  }

  /** Milliseconds that this part of all durations, from 0 to 1, does not exceed; 0 if none. */
  public double quantile(double part) {
    return count() == 0 ? 0 : micros.getValueAtPercentile(part * 100) / 1000.0;
  }

  public Quantiles quantiles() {
    return new Quantiles(
        count(),
        count() == 0 ? 0 : Rounded.micros(micros.getMean() / 1000.0),
        quantile(0.5),
        quantile(0.9),
        quantile(0.99),
        quantile(0.999),
        count() == 0 ? 0 : micros.getMaxValue() / 1000.0);
  }

  /** Points of the curve, denser towards its end, for as many nines as there are values for. */
  public List<Point> curve() {
    List<Point> points = new ArrayList<>();
    for (double tail = 1; tail * count() >= 1; tail *= Math.pow(10, -0.05)) {
      points.add(new Point(1 - tail, quantile(1 - tail)));
    }
    return points;
  }

  /**
   * @param part of all durations, from 0 to 1
   * @param millis that it does not exceed
   */
  public record Point(double part, double millis) {}
}

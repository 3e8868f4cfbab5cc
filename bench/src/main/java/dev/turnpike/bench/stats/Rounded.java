package dev.turnpike.bench.stats;

/** Numbers without digits that mean nothing. */
public final class Rounded {
  private Rounded() {}

  /** Milliseconds to the microsecond. */
  static double micros(double millis) {
    return Math.round(millis * 1000) / 1000.0;
  }

  /** To so many decimals. */
  public static double to(int decimals, double value) {
    double scale = Math.pow(10, decimals);
    return Math.round(value * scale) / scale;
  }
}

package dev.turnpike.bench.scaling;

/**
 * A number that the model rests on.
 *
 * @param source the result in {@code bench/results} that it is from, a setting, or {@code assumed}
 */
record Figure(String name, double value, String unit, String source) {

  static final String ASSUMED = "assumed";

  Figure {
    if (!(value > 0)) {
      throw new IllegalArgumentException("%s must be above 0, not %s".formatted(name, value));
    }
  }

  boolean isAssumed() {
    return source.startsWith(ASSUMED);
  }
}

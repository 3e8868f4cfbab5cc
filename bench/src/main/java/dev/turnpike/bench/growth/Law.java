package dev.turnpike.bench.growth;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/**
 * How something grows with size n, and how well that fits. All fits are least squares; the curve
 * whose relative errors are smallest is chosen, and where all values are nearly the same, none.
 *
 * @param offset a of a + b·n and the like; the value itself if it is constant
 * @param slope b of them; the factor of a power
 * @param exponent of the power that fits best on logarithmic axes, whatever the kind; not a number
 *     where a value is not above 0
 * @param fit R² of the curve that was chosen, 1 for one that meets every point; 0 for a constant
 */
record Law(Kind kind, double offset, double slope, double exponent, double fit) {
  /** Largest over smallest value up to which they count as the same. */
  static final double SAME = 1.15;

  private static final double CLEAR = 0.5;

  /** What rounding may do; of curves that fit equally well the simpler one is taken. */
  private static final double SMALL = 1e-6;

  /** By simplicity. */
  enum Kind {
    CONSTANT,
    /** a + b·n */
    LINEAR,
    /** a + b/n: something fixed that n share */
    SHARED,
    /** a + b·n·ln n */
    N_LOG_N,
    /** b·n^k */
    POWER
  }

  record Point(double size, double value) {}

  static Law of(List<Point> points) {
    double smallest = points.stream().mapToDouble(Point::value).min().orElse(0);
    double largest = points.stream().mapToDouble(Point::value).max().orElse(0);
    double mean = points.stream().mapToDouble(Point::value).average().orElse(0);
    Line power = smallest > 0 ? power(points) : new Line(Double.NaN, Double.NaN);
    if (smallest == largest || (smallest > 0 && largest / smallest <= SAME)) {
      return new Law(Kind.CONSTANT, mean, 0, power.gradient, 0);
    }
    List<Law> laws = new ArrayList<>();
    for (Kind kind : List.of(Kind.LINEAR, Kind.SHARED, Kind.N_LOG_N)) {
      Line line = line(points, term(kind));
      // Nothing costs less than nothing, however small or large it is.
      if (line.start >= -SMALL * largest && line.gradient >= 0) {
        laws.add(new Law(kind, Math.max(0, line.start), line.gradient, power.gradient, 0));
      }
    }
    if (smallest > 0) {
      laws.add(new Law(Kind.POWER, 0, Math.exp(power.start), power.gradient, 0));
    }
    double best = laws.stream().mapToDouble(law -> law.error(points)).min().orElse(0);
    return laws.stream()
        .filter(law -> law.error(points) <= best + SMALL)
        .findFirst()
        .map(law -> law.fitted(points))
        .orElseGet(() -> new Law(Kind.CONSTANT, mean, 0, power.gradient, 0));
  }

  /** Whether it explains less than half of how the values differ: they go up and down. */
  boolean isUnclear() {
    return kind != Kind.CONSTANT && fit < CLEAR;
  }

  /** What the law says of this size. */
  double at(double size) {
    return switch (kind) {
      case CONSTANT -> offset;
      case POWER -> slope * Math.pow(size, exponent);
      case LINEAR, SHARED, N_LOG_N -> offset + slope * term(kind).applyAsDouble(size);
    };
  }

  private static DoubleUnaryOperator term(Kind kind) {
    return switch (kind) {
      case SHARED -> size -> 1 / size;
      case N_LOG_N -> size -> size * Math.log(size);
      case LINEAR, CONSTANT, POWER -> size -> size;
    };
  }

  private double error(List<Point> points) {
    return points.stream()
        .mapToDouble(point -> Math.pow((at(point.size) - point.value) / point.value, 2))
        .sum();
  }

  private Law fitted(List<Point> points) {
    double mean = points.stream().mapToDouble(Point::value).average().orElse(0);
    double all = points.stream().mapToDouble(point -> Math.pow(point.value - mean, 2)).sum();
    double left =
        points.stream().mapToDouble(point -> Math.pow(point.value - at(point.size), 2)).sum();
    return new Law(kind, offset, slope, exponent, Math.max(0, 1 - left / all));
  }

  private record Line(double start, double gradient) {}

  private static Line power(List<Point> points) {
    return line(
        points.stream()
            .map(point -> new Point(Math.log(point.size), Math.log(point.value)))
            .toList(),
        size -> size);
  }

  /** The straight line over the term. */
  private static Line line(List<Point> points, DoubleUnaryOperator term) {
    double meanX =
        points.stream().mapToDouble(point -> term.applyAsDouble(point.size)).average().orElse(0);
    double meanY = points.stream().mapToDouble(Point::value).average().orElse(0);
    double products = 0;
    double squares = 0;
    for (Point point : points) {
      double x = term.applyAsDouble(point.size) - meanX;
      products += x * (point.value - meanY);
      squares += x * x;
    }
    double slope = squares == 0 ? 0 : products / squares;
    return new Line(meanY - slope * meanX, slope);
  }
}

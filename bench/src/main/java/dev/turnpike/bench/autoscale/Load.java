package dev.turnpike.bench.autoscale;

import java.util.ArrayList;
import java.util.List;

/**
 * How many turns come each second, over time.
 *
 * @param points between them the rate goes in a straight line; before the first and behind the last
 *     it stays
 */
record Load(String name, String inWords, List<Point> points) {

  /** A rate at a time. */
  record Point(double seconds, double perSecond) {}

  Load {
    points = List.copyOf(points);
  }

  static Load of(String name, String inWords, double... secondsAndRates) {
    var points = new ArrayList<Point>();
    for (int i = 0; i < secondsAndRates.length; i += 2) {
      points.add(new Point(secondsAndRates[i], secondsAndRates[i + 1]));
    }
    return new Load(name, inWords, points);
  }

  double at(double seconds) {
    Point before = points.getFirst();
    for (Point point : points) {
      if (seconds < point.seconds()) {
        double part =
            Math.max(0, seconds - before.seconds())
                / Math.max(1e-9, point.seconds() - before.seconds());
        return before.perSecond() + part * (point.perSecond() - before.perSecond());
      }
      before = point;
    }
    return before.perSecond();
  }

  double most() {
    return points.stream().mapToDouble(Point::perSecond).max().orElse(0);
  }
}

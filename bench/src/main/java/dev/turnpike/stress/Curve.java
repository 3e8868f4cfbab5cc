package dev.turnpike.stress;

import dev.turnpike.bench.stats.Rounded;
import java.util.ArrayList;
import java.util.List;

/** A growing number over time, in few points. */
final class Curve {
  private static final int POINTS = 100;

  private Curve() {}

  /**
   * @param seconds since the begin
   * @param count by then
   */
  record Point(double seconds, int count) {}

  /**
   * @param moments in seconds, at each of which the number grew by one
   */
  static List<Point> of(List<Double> moments) {
    List<Double> sorted = moments.stream().sorted().toList();
    int step = Math.max(1, sorted.size() / POINTS);
    List<Point> points = new ArrayList<>();
    for (int i = 0; i < sorted.size(); i++) {
      if (i % step == 0 || i == sorted.size() - 1) {
        points.add(new Point(Rounded.to(2, sorted.get(i)), i + 1));
      }
    }
    return points;
  }
}

package dev.turnpike.judge.evaluation.report;

import dev.turnpike.report.Scale;
import dev.turnpike.report.Svg;
import dev.turnpike.report.Svg.Anchor;
import java.util.Collection;
import java.util.List;

/** What share of answers was there after how long, now and before (dashed). */
final class LatencyCurves {

  private static final int WIDTH = 360;
  private static final int HEIGHT = 160;
  private static final double LEFT = 40;
  private static final double BOTTOM = HEIGHT - 22;

  private LatencyCurves() {}

  /**
   * @param before empty when there is nothing to compare with
   */
  static String of(String title, Collection<Double> now, Collection<Double> before) {
    double longest = Math.max(highest(now), highest(before));
    var x = Scale.upTo(longest, LEFT, WIDTH - 10);
    var y = new Scale(0, 1, BOTTOM, 10);
    var svg = new Svg(WIDTH, HEIGHT);
    for (double part : new double[] {0, 0.5, 0.95}) {
      svg.grid(LEFT, y.at(part), WIDTH - 10, y.at(part));
      svg.note(LEFT - 6, y.at(part) + 4, Html.percent(part), Anchor.END);
    }
    var ticks = x.ticks();
    for (int i = 0; i < ticks.size(); i += ticks.size() > 5 ? 2 : 1) {
      double tick = ticks.get(i);
      svg.note(
          x.at(tick),
          HEIGHT - 6,
          tick == 0 ? "0" : Html.millis(tick),
          tick == 0 ? Anchor.START : x.at(tick) > WIDTH - 30 ? Anchor.END : Anchor.MIDDLE);
    }
    if (!before.isEmpty()) {
      svg.curve(steps(before, x, y), "then", true);
    }
    svg.curve(steps(now, x, y), "now", false);
    return svg.inline(title + ": share of answers by time");
  }

  private static String steps(Collection<Double> times, Scale x, Scale y) {
    List<Double> sorted = times.stream().sorted().toList();
    var line = new StringBuilder(Svg.point(x.at(0), y.at(0)));
    for (int i = 0; i < sorted.size(); i++) {
      double at = x.at(sorted.get(i));
      line.append(Svg.point(at, y.at(i / (double) sorted.size())));
      line.append(Svg.point(at, y.at((i + 1) / (double) sorted.size())));
    }
    return line.append(Svg.point(x.to(), y.at(1))).toString().strip();
  }

  private static double highest(Collection<Double> times) {
    return times.stream().mapToDouble(Double::doubleValue).max().orElse(0);
  }
}

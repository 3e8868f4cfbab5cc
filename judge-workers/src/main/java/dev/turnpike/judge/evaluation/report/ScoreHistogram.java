package dev.turnpike.judge.evaluation.report;

import dev.turnpike.report.Scale;
import dev.turnpike.report.Svg;
import dev.turnpike.report.Svg.Anchor;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/** How many items have which score, now and before. */
final class ScoreHistogram {

  private static final int WIDTH = 360;
  private static final int HEIGHT = 132;
  private static final int BINS = 10;
  private static final double LEFT = 26;
  private static final double BOTTOM = HEIGHT - 20;

  private ScoreHistogram() {}

  /**
   * @param before empty when there is nothing to compare with
   */
  static String of(String rubric, Collection<Double> now, List<Double> before) {
    int[] counts = counts(now);
    int[] earlier = counts(before);
    int highest = Math.max(1, Math.max(highest(counts), highest(earlier)));
    var y = new Scale(0, highest, BOTTOM, 10);
    var svg = new Svg(WIDTH, HEIGHT);
    for (int tick : new int[] {0, (highest + 1) / 2, highest}) {
      svg.grid(LEFT, y.at(tick), WIDTH - 4, y.at(tick));
      svg.note(LEFT - 6, y.at(tick) + 4, Integer.toString(tick), Anchor.END);
    }
    double bin = (WIDTH - 4 - LEFT) / BINS;
    for (int i = 0; i < BINS; i++) {
      double left = LEFT + i * bin;
      if (before.isEmpty()) {
        column(svg, left + 2, bin - 4, counts[i], y, "now");
      } else {
        column(svg, left + 2, (bin - 6) / 2, earlier[i], y, "then");
        column(svg, left + 4 + (bin - 6) / 2, (bin - 6) / 2, counts[i], y, "now");
      }
    }
    for (int i = 0; i <= BINS; i += 5) {
      var anchor = i == 0 ? Anchor.START : i == BINS ? Anchor.END : Anchor.MIDDLE;
      svg.note(LEFT + i * bin, HEIGHT - 5, i == 0 ? "0" : i == BINS ? "1" : "0.5", anchor);
    }
    return svg.inline("Distribution of the scores under " + rubric);
  }

  private static void column(
      Svg svg, double left, double width, int count, Scale y, String colour) {
    if (count > 0) {
      svg.bar(left, y.at(count), width, BOTTOM - y.at(count), colour);
    }
  }

  private static int[] counts(Collection<Double> scores) {
    int[] counts = new int[BINS];
    scores.forEach(score -> counts[Math.min(BINS - 1, (int) (score * BINS))]++);
    return counts;
  }

  private static int highest(int[] counts) {
    return Arrays.stream(counts).max().orElse(0);
  }
}

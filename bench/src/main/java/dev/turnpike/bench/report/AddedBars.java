package dev.turnpike.bench.report;

import dev.turnpike.bench.compare.LevelResult;
import dev.turnpike.report.Scale;
import dev.turnpike.report.Svg;
import dev.turnpike.report.Svg.Anchor;
import java.util.List;
import java.util.Locale;

/**
 * Added time to first token at each concurrency: a bar for half of the turns, one for nearly all.
 */
record AddedBars(Svg svg, Panel panel) {
  private static final double ROW = 56;
  private static final double BAR = 16;
  private static final double NAMES = 70;
  private static final double FIGURES = 70;

  static double height(int levels) {
    return levels * ROW + 20;
  }

  void draw(List<LevelResult> levels) {
    double highest =
        levels.stream()
            .mapToDouble(
                level ->
                    Math.max(level.added().firstToken().p50(), level.added().firstToken().p99()))
            .max()
            .orElse(1);
    Scale x = Scale.upTo(highest, panel.left() + NAMES, panel.right() - FIGURES);
    double bottom = panel.top() + levels.size() * ROW;
    for (double tick : x.ticks()) {
      svg.grid(x.at(tick), panel.top(), x.at(tick), bottom);
      svg.note(x.at(tick), bottom + 15, Scale.shown(tick) + " ms", Anchor.MIDDLE);
    }
    for (int i = 0; i < levels.size(); i++) {
      row(levels.get(i), i, x);
    }
  }

  private void row(LevelResult level, int number, Scale x) {
    double top = panel.top() + number * ROW + 8;
    svg.label(panel.left(), top + BAR + 5, level.concurrency() + " at once", Anchor.START);
    bar(top, level.added().firstToken().p50(), "p50", Panel.colour(number), x);
    bar(top + BAR + 4, level.added().firstToken().p99(), "p99", Panel.colour(number) + "80", x);
  }

  private void bar(double top, double millis, String name, String colour, Scale x) {
    svg.bar(x.from(), top, x.at(millis) - x.from(), BAR, colour);
    String figure = String.format(Locale.ROOT, "%s %+.1f ms", name, millis);
    svg.label(x.at(millis) + 6, top + BAR - 4, figure, Anchor.START);
  }
}

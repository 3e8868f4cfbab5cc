package dev.turnpike.bench.report;

import dev.turnpike.bench.compare.LevelResult;
import dev.turnpike.bench.stats.Distribution.Point;
import dev.turnpike.report.Scale;
import dev.turnpike.report.Svg;
import dev.turnpike.report.Svg.Anchor;
import java.util.List;
import java.util.stream.Stream;

/**
 * Gaps between tokens: how long (up) the gap is that this part of all gaps (to the right) does not
 * exceed; to the right every step is one nine more.
 */
record GapCurves(Svg svg, Panel panel) {
  private static final double NINES = 4;
  private static final List<String> PARTS = List.of("0", "90 %", "99 %", "99.9 %", "99.99 %");

  void draw(List<LevelResult> levels) {
    double highest =
        levels.stream()
            .flatMap(
                level ->
                    Stream.concat(
                        level.curves().gapTurnpike().stream(), level.curves().gapModel().stream()))
            .filter(point -> nines(point) <= NINES)
            .mapToDouble(Point::millis)
            .max()
            .orElse(1);
    Scale x = new Scale(0, NINES, panel.left() + 50, panel.right());
    Scale y = Scale.upTo(highest, panel.bottom(), panel.top());
    axes(x, y);
    for (int i = 0; i < levels.size(); i++) {
      curve(levels.get(i).curves().gapModel(), Panel.colour(i), true, x, y);
      curve(levels.get(i).curves().gapTurnpike(), Panel.colour(i), false, x, y);
      legend(levels.get(i), i, x);
    }
  }

  private void axes(Scale x, Scale y) {
    for (double tick : y.ticks()) {
      svg.grid(x.from(), y.at(tick), x.to(), y.at(tick));
      svg.note(x.from() - 6, y.at(tick) + 4, Scale.shown(tick) + " ms", Anchor.END);
    }
    for (int nines = 0; nines < PARTS.size(); nines++) {
      svg.grid(x.at(nines), y.from(), x.at(nines), y.to());
      svg.note(x.at(nines), y.from() + 15, PARTS.get(nines), Anchor.MIDDLE);
    }
  }

  private void curve(List<Point> points, String colour, boolean dashed, Scale x, Scale y) {
    StringBuilder line = new StringBuilder();
    points.stream()
        .filter(point -> nines(point) <= NINES)
        .forEach(point -> line.append(Svg.point(x.at(nines(point)), y.at(point.millis()))));
    svg.curve(line.toString().strip(), colour, dashed);
  }

  private void legend(LevelResult level, int number, Scale x) {
    double y = panel.top() + 14 + number * 18;
    svg.line(x.from() + 12, y - 4, x.from() + 36, y - 4, Panel.colour(number), 2);
    String text = level.concurrency() + " at once (dashed: the model directly)";
    svg.label(x.from() + 42, y, text, Anchor.START);
  }

  private static double nines(Point point) {
    return -Math.log10(1 - point.part());
  }
}

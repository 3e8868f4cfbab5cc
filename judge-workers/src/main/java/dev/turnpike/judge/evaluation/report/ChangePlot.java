package dev.turnpike.judge.evaluation.report;

import dev.turnpike.judge.evaluation.RubricChange;
import dev.turnpike.judge.evaluation.RubricChange.Pair;
import dev.turnpike.report.Scale;
import dev.turnpike.report.Svg;
import dev.turnpike.report.Svg.Anchor;
import java.util.ArrayList;
import java.util.List;

/** Each item's score before and now, the worst change first; items without change are counted. */
final class ChangePlot {

  private static final int WIDTH = 360;
  private static final int ROW = 17;
  private static final int NAMES = 126;
  private static final int LONGEST_NAME = 17;

  /** Of each end, where there are more. */
  private static final int SHOWN = 12;

  private ChangePlot() {}

  static String of(RubricChange change) {
    var changed = change.pairs().stream().filter(pair -> Math.abs(pair.gain()) > 1e-9).toList();
    if (changed.isEmpty()) {
      return "<p class=\"small quiet\">No item's score changed.</p>\n";
    }
    var rows = ends(changed);
    int left = changed.size() - rows.size();
    int height = rows.size() * ROW + 26;
    var svg = new Svg(WIDTH, height);
    var x = new Scale(0, 1, NAMES, WIDTH - 10);
    for (double tick : new double[] {0, 0.5, 1}) {
      svg.grid(x.at(tick), 4, x.at(tick), height - 20);
      svg.note(
          x.at(tick), height - 6, Scale.shown(tick).replaceFirst("^0\\.$", "0"), Anchor.MIDDLE);
    }
    for (int i = 0; i < rows.size(); i++) {
      row(svg, rows.get(i), x, 14.0 + i * ROW);
    }
    return svg.inline("Change of each item under " + change.rubric().name())
        + "<p class=\"small quiet\">Not shown: %d smaller changes, %d items without change.</p>\n"
            .formatted(left, change.same());
  }

  private static void row(Svg svg, Pair pair, Scale x, double y) {
    var colour = Html.tone(pair.gain());
    svg.note(NAMES - 12, y + 4, cut(pair.item()), Anchor.END);
    svg.line(x.at(pair.before()), y, x.at(pair.after()), y, colour, 2);
    svg.dot(x.at(pair.before()), y, 4, "then");
    svg.dot(x.at(pair.after()), y, 4.5, colour);
  }

  private static List<Pair> ends(List<Pair> changed) {
    if (changed.size() <= 2 * SHOWN) {
      return changed;
    }
    List<Pair> ends = new ArrayList<>(changed.subList(0, SHOWN));
    ends.addAll(changed.subList(changed.size() - SHOWN, changed.size()));
    return ends;
  }

  private static String cut(String name) {
    return name.codePointCount(0, name.length()) <= LONGEST_NAME
        ? name
        : name.substring(0, name.offsetByCodePoints(0, LONGEST_NAME - 1)) + "…";
  }
}

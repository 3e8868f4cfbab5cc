package dev.turnpike.bench.report;

import dev.turnpike.report.Svg;
import dev.turnpike.report.Svg.Anchor;

/** A result as a picture: added time to first token above, gaps between tokens below. */
final class Picture {
  private static final int WIDTH = 760;
  private static final int MARGIN = 28;
  private static final int GAPS = 260;
  private static final int HEADING = 70;

  private Picture() {}

  static String svg(Result result) {
    double bars = AddedBars.height(result.levels().size());
    int height = (int) (HEADING + bars + 50 + GAPS + 2 * MARGIN);
    Svg svg = new Svg(WIDTH, height);
    svg.title(MARGIN, MARGIN, "Time to first token that Turnpike adds");
    svg.note(MARGIN, MARGIN + 18, caption(result), Anchor.START);
    double top = HEADING;
    new AddedBars(svg, new Panel(MARGIN, top, WIDTH - MARGIN, top + bars)).draw(result.levels());
    double second = top + bars + 40;
    svg.title(MARGIN, second, "Gap from token to token");
    Panel panel = new Panel(MARGIN, second + 20, WIDTH - MARGIN, second + 20 + GAPS);
    new GapCurves(svg, panel).draw(result.levels());
    return svg.document();
  }

  private static String caption(Result result) {
    return "%s, commit %s, %s × %d; %s"
        .formatted(
            result.startedAt().toString().substring(0, 10),
            result.checkout().shortCommit(),
            result.machine().processor(),
            result.machine().processors(),
            result.settings().model());
  }
}

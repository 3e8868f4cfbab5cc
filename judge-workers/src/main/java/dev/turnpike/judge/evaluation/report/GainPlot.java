package dev.turnpike.judge.evaluation.report;

import dev.turnpike.judge.evaluation.RubricChange;
import dev.turnpike.report.Scale;
import dev.turnpike.report.Svg;
import dev.turnpike.report.Svg.Anchor;

/** The mean gain and where it lies with 95 % confidence, against what is tolerated. */
final class GainPlot {

  private static final int WIDTH = 360;
  private static final int HEIGHT = 62;
  private static final double AXIS = 24;

  private GainPlot() {}

  static String of(RubricChange change, double tolerance) {
    var interval = change.interval();
    double reach =
        1.15
            * Math.max(
                Math.max(Math.abs(interval.low()), Math.abs(interval.high())),
                Math.max(2 * tolerance, 0.05));
    var x = new Scale(-reach, reach, 12, WIDTH - 12);
    var svg = new Svg(WIDTH, HEIGHT);
    if (tolerance > 0) {
      svg.bar(x.at(-tolerance), AXIS - 14, x.at(0) - x.at(-tolerance), 28, "zone");
    }
    svg.line(x.at(0), AXIS - 16, x.at(0), AXIS + 16, "axis", 1);
    var tone = RubricCards.tone(change);
    var colour = tone.equals("even") ? "then" : tone;
    svg.line(x.at(interval.low()), AXIS, x.at(interval.high()), AXIS, colour, 3);
    svg.dot(x.at(change.gain()), AXIS, 5.5, colour);
    svg.note(12, HEIGHT - 4, "← worse", Anchor.START);
    svg.note(WIDTH - 12, HEIGHT - 4, "better →", Anchor.END);
    svg.note(
        WIDTH / 2.0,
        HEIGHT - 4,
        "95 %%: %s to %s".formatted(Html.gain(interval.low()), Html.gain(interval.high())),
        Anchor.MIDDLE);
    return svg.inline(
        "Gain under %s: %s, 95 %% interval from %s to %s"
            .formatted(
                change.rubric().name(),
                Html.gain(change.gain()),
                Html.gain(interval.low()),
                Html.gain(interval.high())));
  }
}

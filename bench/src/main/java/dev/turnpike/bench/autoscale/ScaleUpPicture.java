package dev.turnpike.bench.autoscale;

import dev.turnpike.bench.autoscale.Simulation.Sample;
import dev.turnpike.report.Scale;
import dev.turnpike.report.Svg;
import dev.turnpike.report.Svg.Anchor;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Two loads, one above the other: workers to the left, turns that wait to the right. */
final class ScaleUpPicture {
  private static final int WIDTH = 980;
  private static final int MARGIN = 56;
  private static final int PANEL = 380;
  private static final int HEIGHT = 220;
  private static final int ROW = 290;
  private static final double UNTIL = 1200;
  private static final List<String> SHOWN = List.of("step", "burst");
  private static final List<String> COLOURS =
      List.of("#475569", "#d97706", "#7c3aed", "#db2777", "#2563eb");

  private ScaleUpPicture() {}

  static String svg(List<Outcome> outcomes) {
    Svg svg = new Svg(WIDTH, ROW * SHOWN.size() + 110);
    svg.title(MARGIN, 26, "Workers and waiting turns, simulated");
    Signal[] signals = Signal.values();
    for (int i = 0; i < signals.length; i++) {
      double x = MARGIN + (i % 3) * 300;
      double y = 48 + (i / 3) * 18;
      svg.line(x, y - 4, x + 22, y - 4, COLOURS.get(i), 2);
      svg.note(x + 28, y, signals[i].inWords(), Anchor.START);
    }
    for (int row = 0; row < SHOWN.size(); row++) {
      String load = SHOWN.get(row);
      List<Outcome> shown = outcomes.stream().filter(each -> each.load().equals(load)).toList();
      double top = 110 + row * ROW;
      panel(svg, shown, load + ": workers", MARGIN, top, Sample::workers);
      panel(svg, shown, load + ": turns that wait", MARGIN + PANEL + 90, top, Sample::waiting);
    }
    return svg.document();
  }

  /** What waits without end (processor time says nothing) leaves the panel at the top. */
  private static void panel(
      Svg svg,
      List<Outcome> outcomes,
      String title,
      double left,
      double top,
      ToDoubleFunction<Sample> value) {
    double highest =
        outcomes.stream()
            .filter(each -> !each.signal().equals(Signal.CPU.inWords()))
            .flatMap(each -> each.samples().stream())
            .mapToDouble(value)
            .max()
            .orElse(1);
    Scale x = new Scale(0, UNTIL, left, left + PANEL);
    Scale y = Scale.upTo(highest, top + HEIGHT, top + 12);
    svg.label(left, top, title, Anchor.START);
    for (double tick : y.ticks()) {
      svg.grid(x.from(), y.at(tick), x.to(), y.at(tick));
      svg.note(x.from() - 6, y.at(tick) + 4, Scale.shown(tick), Anchor.END);
    }
    for (double tick : x.ticks()) {
      svg.note(x.at(tick), y.from() + 15, Scale.shown(tick) + " s", Anchor.MIDDLE);
    }
    for (int i = 0; i < outcomes.size(); i++) {
      StringBuilder line = new StringBuilder();
      outcomes.get(i).samples().stream()
          .filter(sample -> sample.seconds() <= UNTIL)
          .forEach(
              sample ->
                  line.append(
                      Svg.point(x.at(sample.seconds()), y.at(value.applyAsDouble(sample)))));
      svg.curve(line.toString().strip(), COLOURS.get(i), false);
    }
  }
}

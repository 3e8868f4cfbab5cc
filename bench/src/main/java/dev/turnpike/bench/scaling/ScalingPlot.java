package dev.turnpike.bench.scaling;

import dev.turnpike.report.Scale;
import dev.turnpike.report.Svg;
import dev.turnpike.report.Svg.Anchor;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How busy each resource is (up), from a thousand to a million streams (to the right). */
final class ScalingPlot {

  private static final int WIDTH = 820;
  private static final int PANEL = 250;
  private static final int TOP = 70;
  private static final int ROOM = 90;
  private static final int LEGEND = 330;
  private static final int POINTS = 60;
  private static final double FROM = 3;
  private static final double TO = 6;
  private static final double HIGHEST = 1.2;
  private static final List<String> COLOURS =
      List.of(
          "#2563eb", "#d97706", "#059669", "#7c3aed", "#db2777", "#475569", "#dc2626", "#0891b2");

  private final CapacityModel model;

  ScalingPlot(CapacityModel model) {
    this.model = model;
  }

  String svg(List<Deployment> steps) {
    var svg = new Svg(WIDTH, TOP + steps.size() * (PANEL + ROOM));
    svg.title(28, 32, "What is busy, by streams at once");
    svg.note(28, 50, "Dashed: 60 %, above which waiting grows faster than load.", Anchor.START);
    for (int i = 0; i < steps.size(); i++) {
      panel(svg, steps.get(i), TOP + i * (PANEL + ROOM) + 30);
    }
    return svg.document();
  }

  private void panel(Svg svg, Deployment step, double top) {
    var x = new Scale(FROM, TO, 70, WIDTH - LEGEND);
    var y = new Scale(0, HIGHEST, top + PANEL, top);
    svg.label(28, top - 14, step.change() + ": " + step.inWords(), Anchor.START);
    for (double part = 0; part <= 1; part += 0.2) {
      svg.grid(x.from(), y.at(part), x.to(), y.at(part));
      svg.note(
          x.from() - 6,
          y.at(part) + 4,
          String.format(Locale.ROOT, "%.0f %%", part * 100),
          Anchor.END);
    }
    for (int power = (int) FROM; power <= TO; power++) {
      svg.grid(x.at(power), y.from(), x.at(power), y.to());
      svg.note(
          x.at(power),
          y.from() + 15,
          String.format(Locale.ROOT, "%,d", Math.round(Math.pow(10, power))),
          Anchor.MIDDLE);
    }
    svg.curve(
        Svg.point(x.from(), y.at(CapacityModel.TARGET))
            + Svg.point(x.to(), y.at(CapacityModel.TARGET)).strip(),
        "#9ca3af",
        true);
    curves(svg, step, x, y, top);
  }

  private void curves(Svg svg, Deployment step, Scale x, Scale y, double top) {
    var names = model.resources(step, 1).stream().map(Resource::name).toList();
    List<StringBuilder> lines = new ArrayList<>();
    names.forEach(_ -> lines.add(new StringBuilder()));
    for (int point = 0; point <= POINTS; point++) {
      double power = FROM + (TO - FROM) * point / POINTS;
      var resources = model.resources(step, Math.pow(10, power));
      for (int i = 0; i < resources.size(); i++) {
        double used = resources.get(i).utilisation();
        if (used <= HIGHEST) {
          lines.get(i).append(Svg.point(x.at(power), y.at(used)));
        }
      }
    }
    for (int i = 0; i < names.size(); i++) {
      svg.curve(lines.get(i).toString().strip(), COLOURS.get(i), false);
      double row = top + 12 + i * 20;
      svg.line(x.to() + 14, row - 4, x.to() + 34, row - 4, COLOURS.get(i), 2);
      svg.note(x.to() + 40, row, names.get(i), Anchor.START);
    }
  }
}

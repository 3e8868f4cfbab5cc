package dev.turnpike.bench.shapes;

import dev.turnpike.report.Scale;
import dev.turnpike.report.Svg;
import dev.turnpike.report.Svg.Anchor;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;

/**
 * Added time to the first token as two bars for each shape, half of the turns and nearly all. Each
 * line of the grid stands for ten times the one before: shapes differ that much.
 */
final class ShapesPicture {
  private static final int WIDTH = 860;
  private static final int MARGIN = 28;
  private static final int HEADING = 70;
  private static final int ROW = 46;
  private static final int BAR = 14;
  private static final int NAMES = 300;
  private static final int FIGURES = 90;
  private static final String HALF = "#2563eb";
  private static final String NEARLY_ALL = "#2563eb80";

  private ShapesPicture() {}

  static String svg(ShapesResult result) {
    List<ShapeResult> shapes = result.shapes();
    double bottom = HEADING + (double) shapes.size() * ROW;
    Svg svg = new Svg(WIDTH, (int) bottom + 2 * MARGIN);
    svg.title(MARGIN, MARGIN, "Time to first token that Turnpike adds");
    svg.note(MARGIN, MARGIN + 18, caption(result), Anchor.START);
    double highest = Math.max(1, Math.log10(highest(shapes)));
    Scale x = Scale.upTo(highest, MARGIN + NAMES, WIDTH - MARGIN - FIGURES);
    for (int power = 0; power <= highest; power++) {
      svg.grid(x.at(power), HEADING, x.at(power), bottom);
      String millis = Scale.shown(Math.pow(10, power));
      svg.note(x.at(power), bottom + 15, millis + " ms", Anchor.MIDDLE);
    }
    for (int i = 0; i < shapes.size(); i++) {
      double top = HEADING + i * ROW + 6.0;
      ShapeResult shape = shapes.get(i);
      svg.label(MARGIN, top + BAR + 4, shape.name(), Anchor.START);
      bar(svg, x, top, shape.added().firstToken().p50(), "p50", HALF);
      bar(svg, x, top + BAR + 3, shape.added().firstToken().p99(), "p99", NEARLY_ALL);
    }
    return svg.document();
  }

  private static void bar(Svg svg, Scale x, double top, double millis, String name, String colour) {
    double end = x.at(Math.log10(Math.max(1, millis)));
    svg.bar(x.from(), top, end - x.from(), BAR, colour);
    String figure = String.format(Locale.ROOT, "%s %+.1f ms", name, millis);
    svg.label(end + 6, top + BAR - 3, figure, Anchor.START);
  }

  private static double highest(List<ShapeResult> shapes) {
    return shapes.stream()
        .flatMapToDouble(
            shape ->
                DoubleStream.of(shape.added().firstToken().p50(), shape.added().firstToken().p99()))
        .filter(value -> value > 0)
        .max()
        .orElse(1);
  }

  private static String caption(ShapesResult result) {
    return "%s, commit %s, %s × %d, %d streams at once; the model is a simulated one"
        .formatted(
            result.startedAt().toString().substring(0, 10),
            result.checkout().shortCommit(),
            result.machine().processor(),
            result.machine().processors(),
            result.concurrency());
  }
}

package dev.turnpike.bench.report;

import dev.turnpike.bench.report.LinePlot.Axis;
import dev.turnpike.bench.report.LinePlot.Limit;
import dev.turnpike.bench.report.LinePlot.Line;
import dev.turnpike.bench.report.LinePlot.Mark;
import dev.turnpike.bench.report.LinePlot.Point;
import dev.turnpike.bench.report.LinePlot.Style;
import dev.turnpike.report.Svg;
import dev.turnpike.report.Svg.Anchor;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;

/**
 * Draws one {@link LinePlot}.
 *
 * @param width of it all, in pixels
 */
record PlotPanel(
    int width,
    String title,
    String note,
    Axis x,
    Axis y,
    List<Line> lines,
    List<Limit> limits,
    List<Mark> marks) {

  private static final int MARGIN = 28;
  private static final int NUMBERS = 62;
  private static final int ABOVE = 44;
  private static final int PLOT = 210;
  private static final int AXIS = 52;
  private static final int ROW = 18;
  private static final int COLUMN = 280;
  private static final int MARK_COLUMNS = 2;
  private static final int BELOW = 26;

  /** With more points than this, dots would hide the line. */
  private static final int FEW_POINTS = 40;

  private static final String LIMIT_COLOUR = "#dc2626";
  private static final String MARK_COLOUR = "#9ca3af";

  PlotPanel {
    lines = List.copyOf(lines);
    limits = List.copyOf(limits);
    marks = List.copyOf(marks);
  }

  int height() {
    return ABOVE
        + PLOT
        + AXIS
        + ROW * (rows(lines.size() + limits.size(), columns()) + rows(marks.size(), MARK_COLUMNS))
        + BELOW;
  }

  /**
   * @param edge where it begins from the left
   */
  void draw(Svg svg, double edge, double top) {
    double left = edge + MARGIN + NUMBERS;
    double right = edge + width - MARGIN;
    double upper = top + ABOVE;
    PlotScale across = PlotScale.of(x, along(Point::x, marks.stream().mapToDouble(Mark::x)));
    PlotScale up = PlotScale.of(y, along(Point::y, limits.stream().mapToDouble(Limit::y)));
    PlotScale horizontal = across.from(left, right);
    PlotScale vertical = up.from(upper + PLOT, upper);
    svg.label(edge + MARGIN, top + 14, title, Anchor.START);
    svg.note(edge + MARGIN, top + 30, note, Anchor.START);
    grid(svg, left, right, horizontal, vertical);
    svg.note(edge + MARGIN, upper + PLOT + 32, "Upwards: " + y.name(), Anchor.START);
    marks(svg, horizontal, upper);
    limits.forEach(limit -> level(svg, left, right, vertical.at(limit.y())));
    for (int i = 0; i < lines.size(); i++) {
      line(svg, lines.get(i), Panel.colour(i), horizontal, vertical);
    }
    legend(svg, edge + MARGIN, upper + PLOT + AXIS);
  }

  private DoubleStream along(ToDoubleFunction<Point> coordinate, DoubleStream more) {
    return DoubleStream.concat(
        lines.stream().flatMap(line -> line.points().stream()).mapToDouble(coordinate), more);
  }

  private void grid(Svg svg, double left, double right, PlotScale horizontal, PlotScale vertical) {
    double lower = vertical.pixelOfLow();
    for (double tick : vertical.ticks()) {
      svg.grid(left, vertical.at(tick), right, vertical.at(tick));
      svg.note(left - 6, vertical.at(tick) + 4, PlotScale.shown(tick), Anchor.END);
    }
    for (double tick : horizontal.ticks()) {
      svg.grid(horizontal.at(tick), lower, horizontal.at(tick), lower - PLOT);
      svg.note(horizontal.at(tick), lower + 15, PlotScale.shown(tick), Anchor.MIDDLE);
    }
    svg.note(right, lower + 32, x.name(), Anchor.END);
  }

  private void marks(Svg svg, PlotScale horizontal, double upper) {
    for (int i = 0; i < marks.size(); i++) {
      double at = horizontal.at(marks.get(i).x());
      svg.line(at, upper, at, upper + PLOT, MARK_COLOUR, 1);
      svg.note(at, upper - 3, "" + (i + 1), Anchor.MIDDLE);
    }
  }

  private static void level(Svg svg, double left, double right, double at) {
    svg.curve((Svg.point(left, at) + Svg.point(right, at)).strip(), LIMIT_COLOUR, true);
  }

  private static void line(
      Svg svg, Line line, String colour, PlotScale horizontal, PlotScale vertical) {
    List<Point> points =
        line.points().stream()
            .filter(point -> horizontal.shows(point.x()) && vertical.shows(point.y()))
            .toList();
    StringBuilder curve = new StringBuilder();
    for (Point point : points) {
      double pixelX = horizontal.at(point.x());
      double pixelY = vertical.at(point.y());
      curve.append(Svg.point(pixelX, pixelY));
      if (line.style() == Style.DOTS
          || (line.style() == Style.SOLID && points.size() <= FEW_POINTS)) {
        svg.dot(pixelX, pixelY, 2.6, colour);
      }
    }
    if (line.style() != Style.DOTS) {
      svg.curve(curve.toString().strip(), colour, line.style() == Style.DASHED);
    }
  }

  private void legend(Svg svg, double left, double top) {
    for (int i = 0; i < lines.size(); i++) {
      entry(svg, i, left, top, Panel.colour(i), lines.get(i).name());
    }
    for (int i = 0; i < limits.size(); i++) {
      entry(svg, lines.size() + i, left, top, LIMIT_COLOUR, limits.get(i).name());
    }
    double below = top + ROW * rows(lines.size() + limits.size(), columns());
    for (int i = 0; i < marks.size(); i++) {
      String text = (i + 1) + " " + marks.get(i).text();
      svg.note(
          left + column(i, MARK_COLUMNS), below + ROW * (i / MARK_COLUMNS), text, Anchor.START);
    }
  }

  private void entry(Svg svg, int number, double edge, double top, String colour, String name) {
    double left = edge + column(number, columns());
    double at = top + ROW * (number / columns());
    svg.line(left, at - 4, left + 20, at - 4, colour, 2);
    svg.note(left + 26, at, name, Anchor.START);
  }

  private int columns() {
    return Math.max(1, width / COLUMN);
  }

  private double column(int number, int columns) {
    return (number % columns) * ((width - 40) / (double) columns);
  }

  private static int rows(int entries, int columns) {
    return Math.ceilDiv(entries, columns);
  }
}

package dev.turnpike.bench.report;

import dev.turnpike.report.Svg;
import dev.turnpike.report.Svg.Anchor;
import java.util.ArrayList;
import java.util.List;

/**
 * Lines over one axis, with a legend below. Several of them, one under the other, make a picture.
 * What can't be drawn (not a number, and on a logarithmic axis what is not above 0) is left out.
 */
public final class LinePlot {
  static final int WIDTH = 860;
  private static final int MARGIN = 28;
  private static final int HEADING = 66;

  private final String title;
  private final String note;
  private final Axis x;
  private final Axis y;
  private final List<Line> lines = new ArrayList<>();
  private final List<Limit> limits = new ArrayList<>();
  private final List<Mark> marks = new ArrayList<>();

  private LinePlot(String title, String note, Axis x, Axis y) {
    this.title = title;
    this.note = note;
    this.x = x;
    this.y = y;
  }

  /**
   * @param name what is along it, with its unit
   */
  public record Axis(String name, boolean isLogarithmic) {

    public static Axis linear(String name) {
      return new Axis(name, false);
    }

    public static Axis logarithmic(String name) {
      return new Axis(name, true);
    }
  }

  public record Point(double x, double y) {}

  /** How a line is drawn. */
  enum Style {
    SOLID,
    DASHED,
    DOTS
  }

  record Line(String name, Style style, List<Point> points) {
    Line {
      points = List.copyOf(points);
    }
  }

  record Limit(String name, double y) {}

  record Mark(double x, String text) {}

  /**
   * @param note what one has to know to read it; may be empty
   */
  public static LinePlot of(String title, String note, Axis x, Axis y) {
    return new LinePlot(title, note, x, y);
  }

  /** What was measured. */
  public LinePlot line(String name, List<Point> points) {
    lines.add(new Line(name, Style.SOLID, points));
    return this;
  }

  /** What was calculated, such as a fit. */
  public LinePlot dashed(String name, List<Point> points) {
    lines.add(new Line(name, Style.DASHED, points));
    return this;
  }

  /** Measurements that don't belong to each other. */
  public LinePlot dots(String name, List<Point> points) {
    lines.add(new Line(name, Style.DOTS, points));
    return this;
  }

  /** What must not be exceeded, or must be reached. */
  public LinePlot limit(String name, double value) {
    limits.add(new Limit(name, value));
    return this;
  }

  /** Something that happened at this place of the x axis; it gets a number, and its text below. */
  public LinePlot mark(double at, String text) {
    marks.add(new Mark(at, text));
    return this;
  }

  /** The picture, an SVG document. */
  public static String stacked(String heading, String caption, List<LinePlot> plots) {
    return rows(heading, caption, plots, 1);
  }

  /** The same with two beside each other, for many plots of few lines. */
  public static String inPairs(String heading, String caption, List<LinePlot> plots) {
    return rows(heading, caption, plots, 2);
  }

  private static String rows(String heading, String caption, List<LinePlot> plots, int inARow) {
    int width = WIDTH / inARow;
    List<PlotPanel> panels = plots.stream().map(plot -> plot.panel(width)).toList();
    List<List<PlotPanel>> rows = new ArrayList<>();
    for (int first = 0; first < panels.size(); first += inARow) {
      rows.add(panels.subList(first, Math.min(first + inARow, panels.size())));
    }
    int height = HEADING + rows.stream().mapToInt(LinePlot::height).sum();
    Svg svg = new Svg(WIDTH, height);
    svg.title(MARGIN, MARGIN, heading);
    svg.note(MARGIN, MARGIN + 18, caption, Anchor.START);
    double top = HEADING;
    for (List<PlotPanel> row : rows) {
      for (int i = 0; i < row.size(); i++) {
        row.get(i).draw(svg, i * width, top);
      }
      top += height(row);
    }
    return svg.document();
  }

  private static int height(List<PlotPanel> row) {
    return row.stream().mapToInt(PlotPanel::height).max().orElse(0);
  }

  private PlotPanel panel(int width) {
    return new PlotPanel(width, title, note, x, y, lines, limits, marks);
  }
}

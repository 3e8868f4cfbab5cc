package dev.turnpike.bench.report;

import java.util.Locale;

/** Puts an SVG document together, element by element; lengths are in pixels. */
final class Svg {
  private static final String INK = "#1f2937";
  private static final String FAINT = "#e5e7eb";
  private static final String QUIET = "#6b7280";

  private final StringBuilder body = new StringBuilder();
  private final int width;
  private final int height;

  Svg(int width, int height) {
    this.width = width;
    this.height = height;
  }

  /** How a text stands to its point. */
  enum Anchor {
    START,
    MIDDLE,
    END;

    private String value() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  void title(double x, double y, String text) {
    text(x, y, text, Anchor.START, "font-size=\"15\" font-weight=\"600\" fill=\"" + INK + "\"");
  }

  void label(double x, double y, String text, Anchor anchor) {
    text(x, y, text, anchor, "font-size=\"12\" fill=\"" + INK + "\"");
  }

  void note(double x, double y, String text, Anchor anchor) {
    text(x, y, text, anchor, "font-size=\"11\" fill=\"" + QUIET + "\"");
  }

  void grid(double x1, double y1, double x2, double y2) {
    line(x1, y1, x2, y2, FAINT, 1);
  }

  void line(double x1, double y1, double x2, double y2, String colour, double thickness) {
    add(
        String.format(
            Locale.ROOT,
            "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"%s\" stroke-width=\"%.1f\"/>",
            x1,
            y1,
            x2,
            y2,
            colour,
            thickness));
  }

  void bar(double x, double y, double barWidth, double barHeight, String colour) {
    add(
        String.format(
            Locale.ROOT,
            "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" rx=\"2\" fill=\"%s\"/>",
            x,
            y,
            Math.max(barWidth, 1),
            barHeight,
            colour));
  }

  /**
   * @param points x and y by turns, separated by spaces and commas
   */
  void curve(String points, String colour, boolean dashed) {
    add(
        String.format(
            Locale.ROOT,
            "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"1.8\"%s/>",
            points,
            colour,
            dashed ? " stroke-dasharray=\"4 3\"" : ""));
  }

  static String point(double x, double y) {
    return String.format(Locale.ROOT, "%.1f,%.1f ", x, y);
  }

  String document() {
    return String.format(
        Locale.ROOT,
        """
        <svg xmlns="http://www.w3.org/2000/svg" width="%1$d" height="%2$d" viewBox="0 0 %1$d %2$d" \
        font-family="system-ui, sans-serif">
        <rect width="%1$d" height="%2$d" fill="#ffffff"/>
        %3$s</svg>
        """,
        width,
        height,
        body);
  }

  private void text(double x, double y, String text, Anchor anchor, String style) {
    add(
        String.format(
            Locale.ROOT,
            "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" %s>%s</text>",
            x,
            y,
            anchor.value(),
            style,
            escaped(text)));
  }

  private void add(String element) {
    body.append(element).append('\n');
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}

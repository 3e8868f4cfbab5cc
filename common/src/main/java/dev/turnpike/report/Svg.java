package dev.turnpike.report;

import java.util.Locale;

/**
 * Puts an SVG picture together, element by element; lengths are in pixels. It is a document of its
 * own on a white ground, or a piece of a page.
 *
 * <p>A colour is {@code #rrggbb}, or a name that the page's style sheet knows with {@code fill-} or
 * {@code stroke-} before it. Of the picture's own colours the sheet may change those of the classes
 * {@code ink}, {@code quiet} and {@code faint}.
 */
public final class Svg {
  private static final String INK = "#1f2937";
  private static final String FAINT = "#e5e7eb";
  private static final String QUIET = "#6b7280";

  private final StringBuilder body = new StringBuilder();
  private final int width;
  private final int height;

  public Svg(int width, int height) {
    this.width = width;
    this.height = height;
  }

  /** How a text stands to its point. */
  public enum Anchor {
    START,
    MIDDLE,
    END;

    private String value() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public void title(double x, double y, String text) {
    text(x, y, text, Anchor.START, "ink", INK, "font-size=\"15\" font-weight=\"600\"");
  }

  public void label(double x, double y, String text, Anchor anchor) {
    text(x, y, text, anchor, "ink", INK, "font-size=\"12\"");
  }

  public void note(double x, double y, String text, Anchor anchor) {
    text(x, y, text, anchor, "quiet", QUIET, "font-size=\"11\"");
  }

  public void grid(double x1, double y1, double x2, double y2) {
    stroke(x1, y1, x2, y2, "class=\"faint\" stroke=\"" + FAINT + "\"", 1);
  }

  public void line(double x1, double y1, double x2, double y2, String colour, double thickness) {
    stroke(x1, y1, x2, y2, paint("stroke", colour), thickness);
  }

  public void bar(double x, double y, double barWidth, double barHeight, String colour) {
    add(
        String.format(
            Locale.ROOT,
            "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" rx=\"2\" %s/>",
            x,
            y,
            Math.max(barWidth, 1),
            barHeight,
            paint("fill", colour)));
  }

  public void dot(double x, double y, double radius, String colour) {
    add(
        String.format(
            Locale.ROOT,
            "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"%.1f\" %s/>",
            x,
            y,
            radius,
            paint("fill", colour)));
  }

  /**
   * @param points x and y by turns, separated by spaces and commas
   */
  public void curve(String points, String colour, boolean dashed) {
    add(
        String.format(
            Locale.ROOT,
            "<polyline points=\"%s\" fill=\"none\" %s stroke-width=\"1.8\"%s/>",
            points,
            paint("stroke", colour),
            dashed ? " stroke-dasharray=\"4 3\"" : ""));
  }

  public static String point(double x, double y) {
    return String.format(Locale.ROOT, "%.1f,%.1f ", x, y);
  }

  public String document() {
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

  /**
   * As a piece of a page, as wide as there is room.
   *
   * @param description for those who don't see it
   */
  public String inline(String description) {
    return String.format(
        Locale.ROOT,
        "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">%n%s</svg>%n",
        width,
        height,
        escaped(description),
        body);
  }

  private void stroke(double x1, double y1, double x2, double y2, String paint, double thickness) {
    add(
        String.format(
            Locale.ROOT,
            "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" %s stroke-width=\"%.1f\"/>",
            x1,
            y1,
            x2,
            y2,
            paint,
            thickness));
  }

  private void text(
      double x, double y, String text, Anchor anchor, String name, String colour, String style) {
    add(
        String.format(
            Locale.ROOT,
            "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" class=\"%s\" %s fill=\"%s\">%s</text>",
            x,
            y,
            anchor.value(),
            name,
            style,
            colour,
            escaped(text)));
  }

  private static String paint(String property, String colour) {
    return colour.startsWith("#")
        ? "%s=\"%s\"".formatted(property, colour)
        : "class=\"%s-%s\"".formatted(property, colour);
  }

  private void add(String element) {
    body.append(element).append('\n');
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}

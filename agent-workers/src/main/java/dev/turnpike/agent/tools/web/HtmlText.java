package dev.turnpike.agent.tools.web;

import java.util.Set;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeFilter;

/**
 * Writes what a reader sees of a page: headings, paragraphs, lists, tables, preformatted text, and
 * links with where they lead, in the manner of Markdown. What is hidden or not content is left out;
 * when the page says what its main part is, so is the rest.
 */
final class HtmlText implements NodeFilter {

  /** In UTF-16 code units: links are written out, so a small page may be long as text. */
  private static final int LONGEST = 400_000;

  /** A main part that is shorter than this does not hold what the page is about. */
  private static final int LEAST_MAIN = 200;

  private static final Set<String> NO_CONTENT =
      Set.of(
          "head",
          "script",
          "style",
          "noscript",
          "template",
          "svg",
          "iframe",
          "object",
          "canvas",
          "select",
          "button",
          "dialog");

  private final TextLines lines = new TextLines();
  private int linkBegan = -1;
  private int preformatted;
  private boolean cut;

  private HtmlText() {}

  /** The text, and whether it was cut. */
  record Text(String text, boolean cut) {}

  static Text of(Document page) {
    var writer = new HtmlText();
    mainPart(page).filter(writer);
    return new Text(writer.lines.text(), writer.cut);
  }

  private static Element mainPart(Document page) {
    var main = page.select("main, [role=main]");
    var part = main.isEmpty() ? page.select("article") : main;
    return part.size() == 1 && part.getFirst().text().length() >= LEAST_MAIN
        ? part.getFirst()
        : page.body();
  }

  @Override
  public FilterResult head(Node node, int depth) {
    if (lines.length() > LONGEST) {
      cut = true;
      return FilterResult.STOP;
    }
    if (node instanceof TextNode text) {
      if (preformatted > 0) {
        lines.verbatim(text.getWholeText());
      } else {
        lines.flowing(text.getWholeText());
      }
      return FilterResult.CONTINUE;
    }
    return node instanceof Element element ? begin(element) : FilterResult.CONTINUE;
  }

  private FilterResult begin(Element element) {
    var name = element.normalName();
    if (NO_CONTENT.contains(name) || isHidden(element)) {
      return FilterResult.SKIP_ENTIRELY;
    }
    switch (name) {
      case "br" -> lines.newLine();
      case "h1", "h2", "h3", "h4", "h5", "h6" -> {
        lines.paragraph();
        lines.verbatim("#".repeat(name.charAt(1) - '0') + " ");
      }
      case "li" -> {
        lines.newLine();
        lines.verbatim("- ");
      }
      case "td", "th" -> lines.cell();
      case "pre" -> {
        lines.paragraph();
        preformatted++;
      }
      case "a" -> linkBegan = lines.length();
      case "p", "blockquote", "table", "ul", "ol", "dl", "section", "article" -> lines.paragraph();
      default -> {
        if (element.isBlock()) {
          lines.newLine();
        }
      }
    }
    return FilterResult.CONTINUE;
  }

  private static boolean isHidden(Element element) {
    return element.hasAttr("hidden")
        || element.attr("aria-hidden").equals("true")
        || element.attr("style").replace(" ", "").contains("display:none");
  }

  @Override
  public FilterResult tail(Node node, int depth) {
    if (node instanceof Element element) {
      switch (element.normalName()) {
        case "pre" -> {
          preformatted--;
          lines.paragraph();
        }
        case "a" -> endLink(element);
        case "td", "th" -> {
          // The next cell is in the same line.
        }
        case "h1", "h2", "h3", "h4", "h5", "h6", "p", "blockquote", "table", "ul", "ol" ->
            lines.paragraph();
        default -> {
          if (element.isBlock()) {
            lines.newLine();
          }
        }
      }
    }
    return FilterResult.CONTINUE;
  }

  private void endLink(Element link) {
    var target = link.attr("href").startsWith("#") ? "" : link.absUrl("href");
    if (linkBegan >= 0 && target.matches("https?://.*")) {
      lines.link(linkBegan, target);
    }
    linkBegan = -1;
  }
}

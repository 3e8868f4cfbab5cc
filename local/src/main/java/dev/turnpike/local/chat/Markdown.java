package dev.turnpike.local.chat;

import java.util.Objects;

/**
 * Makes bold text, headings and code stand out while they arrive. Nothing is left out and nothing
 * added but colours: without them the text is what it was, signs and all. What is not closed ends
 * with its line, except a block of code.
 *
 * <pre>
 *   plain ── ** ──▶ bold ── ** or line end ──▶ plain
 *   plain ── `  ──▶ code ── `  or line end ──▶ plain
 *   line that begins with ``` ──▶ block ── line that begins with ``` ──▶ plain
 * </pre>
 */
final class Markdown {

  private static final String PLAIN = "";
  private static final String BOLD = "1";
  private static final String DIM = "2";
  private static final String CODE = "36";
  private static final int FENCE = 3;
  private static final int DEEPEST_HEADING = 6;

  private final StringBuilder out = new StringBuilder();

  /** The same signs in a row; what they mean shows when something else follows. */
  private final StringBuilder run = new StringBuilder();

  private String worn = PLAIN;
  private boolean lineBegun;
  private boolean bold;
  private boolean heading;
  private boolean block;
  private boolean fence;
  private int codeSigns;

  /** What can be shown of the text now, after all that was said before. */
  String next(String piece) {
    piece.chars().forEach(each -> take((char) each));
    return taken();
  }

  /** What was held back; then something else may be shown before it goes on. */
  String pause() {
    settle('\n');
    wear(PLAIN);
    return taken();
  }

  /** What was held back; then another text begins. */
  String end() {
    String rest = pause();
    lineEnds();
    block = false;
    return rest;
  }

  private void take(char c) {
    if (!run.isEmpty() && run.charAt(0) != c) {
      settle(c);
    }
    if (isSign(c)) {
      run.append(c);
    } else if (c == '\n') {
      wear(PLAIN);
      out.append(c);
      lineEnds();
    } else {
      wear(style());
      out.append(c);
      lineBegun |= c != ' ';
    }
  }

  private boolean isSign(char c) {
    return switch (c) {
      case '`' -> !fence && (!block || !lineBegun);
      case '*' -> !fence && !block && codeSigns == 0;
      case '#' -> !block && !lineBegun;
      default -> false;
    };
  }

  /** Says what the run was, now that it is known what follows it. */
  private void settle(char following) {
    if (run.isEmpty()) {
      return;
    }
    String signs = run.toString();
    run.setLength(0);
    switch (signs.charAt(0)) {
      case '`' -> backticks(signs);
      case '*' -> stars(signs, following);
      default -> {
        heading = signs.length() <= DEEPEST_HEADING && following == ' ';
        write(style(), signs);
      }
    }
    lineBegun = true;
  }

  private void backticks(String signs) {
    if (!lineBegun && signs.length() >= FENCE) {
      block = !block;
      fence = true;
      write(DIM, signs);
    } else if (block) {
      write(style(), signs);
    } else if (codeSigns == 0) {
      codeSigns = signs.length();
      write(DIM, signs);
    } else if (codeSigns == signs.length()) {
      codeSigns = 0;
      write(DIM, signs);
    } else {
      write(style(), signs);
    }
  }

  private void stars(String signs, char following) {
    if (signs.length() == 2 && (bold || !Character.isWhitespace(following))) {
      bold = !bold;
      write(DIM, signs);
    } else {
      write(style(), signs);
    }
  }

  private String style() {
    if (fence) {
      return DIM;
    }
    return block || codeSigns > 0 ? CODE : bold || heading ? BOLD : PLAIN;
  }

  private void write(String style, String text) {
    wear(style);
    out.append(text);
  }

  private void wear(String style) {
    if (!Objects.equals(worn, style)) {
      out.append(worn.equals(PLAIN) ? "" : "\033[0m");
      out.append(style.equals(PLAIN) ? "" : "\033[" + style + "m");
      worn = style;
    }
  }

  private void lineEnds() {
    lineBegun = false;
    bold = false;
    heading = false;
    fence = false;
    codeSigns = 0;
  }

  private String taken() {
    String taken = out.toString();
    out.setLength(0);
    return taken;
  }
}

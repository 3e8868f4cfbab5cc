package dev.turnpike.agent.tools.web;

/** Text that grows: white space flows together, and there is never more than one empty line. */
final class TextLines {

  private final StringBuilder text = new StringBuilder();
  private boolean space;

  int length() {
    return text.length();
  }

  String text() {
    return text.toString().strip();
  }

  /** Text in which white space means nothing but a gap. */
  void flowing(String piece) {
    for (int i = 0; i < piece.length(); i++) {
      char c = piece.charAt(i);
      if (Character.isWhitespace(c) || c == '\u00a0') {
        space = true;
      } else {
        gap();
        text.append(c);
      }
    }
  }

  /** Text in which each character counts. */
  void verbatim(String piece) {
    gap();
    text.append(piece);
  }

  /** The gap that was met before, unless it is at the begin of a line. */
  private void gap() {
    if (space && !text.isEmpty() && !Character.isWhitespace(text.charAt(text.length() - 1))) {
      text.append(' ');
    }
    space = false;
  }

  void newLine() {
    space = false;
    dropTrailingBlanks();
    if (!text.isEmpty() && text.charAt(text.length() - 1) != '\n') {
      text.append('\n');
    }
  }

  void paragraph() {
    newLine();
    if (text.length() >= 2 && text.charAt(text.length() - 2) != '\n') {
      text.append('\n');
    }
  }

  /** Separates the cells of a row. */
  void cell() {
    if (!text.isEmpty() && text.charAt(text.length() - 1) != '\n') {
      text.append(" | ");
      space = false;
    }
  }

  /** Makes what was written since {@code from} a link, if that is any text. */
  void link(int from, String target) {
    int begin = from;
    while (begin < text.length() && Character.isWhitespace(text.charAt(begin))) {
      begin++;
    }
    if (begin < text.length()) {
      text.insert(begin, '[');
      text.append("](").append(target).append(')');
    }
  }

  private void dropTrailingBlanks() {
    int end = text.length();
    while (end > 0 && text.charAt(end - 1) == ' ') {
      end--;
    }
    text.setLength(end);
  }
}

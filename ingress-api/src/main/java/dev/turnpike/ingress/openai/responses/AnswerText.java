package dev.turnpike.ingress.openai.responses;

/**
 * The answer as far as it is known. When it begins anew, what stays of it is told by the last of
 * several events, so the text is only cut when the next piece comes.
 */
final class AnswerText {
  private final StringBuilder text = new StringBuilder();
  private int valid;

  void restart(int keepChars) {
    valid = Math.min(keepChars, text.length());
  }

  void add(String piece) {
    text.setLength(valid);
    text.append(piece);
    valid = text.length();
  }

  boolean isEmpty() {
    return valid == 0;
  }

  @Override
  public String toString() {
    return text.substring(0, valid);
  }
}

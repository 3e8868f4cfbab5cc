package dev.turnpike.embedded.model.answers;

/** How the simulated model opens whatever it says, so that nobody takes it for a real one. */
final class Voice {
  static final String OPENING = "(Simulated model) ";

  private Voice() {}

  static Reply say(String text) {
    return new Reply.Text(OPENING + text);
  }

  /** What was said, without the opening. */
  static String withoutOpening(String text) {
    return text.startsWith(OPENING) ? text.substring(OPENING.length()) : text;
  }
}

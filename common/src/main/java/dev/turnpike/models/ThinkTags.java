package dev.turnpike.models;

/**
 * Keeps the reasoning apart that many open models write into their answer: one block {@code
 * <think>…</think>} at its very beginning. Later ones are text, since an answer may speak of them.
 *
 * <pre>
 *   BEGINNING ──"&lt;think&gt;"──▶ REASONING ──"&lt;/think&gt;"──▶ GAP ──no white space──▶ ANSWER
 *       └──────────────────anything else──────────────────────────────────▲
 * </pre>
 *
 * <p>Only what may be a tag is held back, until the next pieces tell. For one thread.
 */
final class ThinkTags {

  private static final String OPEN = "<think>";
  private static final String CLOSE = "</think>";

  private enum State {
    BEGINNING,
    REASONING,
    GAP,
    ANSWER
  }

  private final ModelListener listener;
  private final StringBuilder held = new StringBuilder();
  private State state = State.BEGINNING;

  ThinkTags(ModelListener listener) {
    this.listener = listener;
  }

  void text(String piece) {
    if (state == State.ANSWER) {
      tell(piece);
      return;
    }
    held.append(piece);
    boolean moved = true;
    while (moved && !held.isEmpty()) {
      moved =
          switch (state) {
            case BEGINNING -> begin();
            case REASONING -> reason();
            case GAP -> skip();
            case ANSWER -> answer();
          };
    }
  }

  /** The stream is over: what was held back is what it is. */
  void end() {
    var rest = held.toString();
    held.setLength(0);
    switch (state) {
      case BEGINNING, ANSWER -> tell(rest);
      case REASONING -> think(rest);
      case GAP -> {}
    }
  }

  private boolean begin() {
    var text = held.toString();
    var start = text.stripLeading();
    if (start.startsWith(OPEN)) {
      held.delete(0, text.length() - start.length() + OPEN.length());
      state = State.REASONING;
      return true;
    }
    if (OPEN.startsWith(start)) {
      return false;
    }
    state = State.ANSWER;
    return true;
  }

  private boolean reason() {
    int close = held.indexOf(CLOSE);
    if (close >= 0) {
      think(held.substring(0, close));
      held.delete(0, close + CLOSE.length());
      state = State.GAP;
      return true;
    }
    int certain = held.length() - possibleStart();
    think(held.substring(0, certain));
    held.delete(0, certain);
    return false;
  }

  /** How many characters at the end may begin the closing tag. */
  private int possibleStart() {
    for (int length = Math.min(CLOSE.length() - 1, held.length()); length > 0; length--) {
      if (CLOSE.startsWith(held.substring(held.length() - length))) {
        return length;
      }
    }
    return 0;
  }

  private boolean skip() {
    var rest = held.toString().stripLeading();
    held.setLength(0);
    held.append(rest);
    state = rest.isEmpty() ? State.GAP : State.ANSWER;
    return true;
  }

  private boolean answer() {
    tell(held.toString());
    held.setLength(0);
    return false;
  }

  private void tell(String text) {
    if (!text.isEmpty()) {
      listener.text(text);
    }
  }

  private void think(String text) {
    if (!text.isEmpty()) {
      listener.reasoning(text);
    }
  }
}

package dev.turnpike.ingress.openai.completions;

import java.util.Optional;

/**
 * The text that a client was sent, which nobody can take back. When the answer begins anew, what is
 * said again is compared with it, and only what goes beyond is to be sent.
 */
final class SentText {
  private final StringBuilder sent = new StringBuilder();
  private int said; // how much of it the newest version of the answer has said

  /** The answer goes on from there. */
  void restart(int keepChars) {
    said = Math.min(keepChars, sent.length());
  }

  /** What is to be sent of the next piece; none when it differs from what was sent. */
  Optional<String> add(String piece) {
    int again = Math.min(piece.length(), sent.length() - said);
    if (!piece.startsWith(sent.substring(said, said + again))) {
      return Optional.empty();
    }
    String beyond = piece.substring(again);
    sent.append(beyond);
    said += piece.length();
    return Optional.of(beyond);
  }

  /** Whether the answer has said all that was sent. */
  boolean isWhole() {
    return said == sent.length();
  }
}

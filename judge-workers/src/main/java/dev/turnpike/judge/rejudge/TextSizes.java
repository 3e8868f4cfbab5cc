package dev.turnpike.judge.rejudge;

import dev.turnpike.events.CompletedTurn;
import dev.turnpike.judge.verdict.JudgedTurn;
import dev.turnpike.models.Tokenizer;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Counts the tokens of turns as judges see them: the first ones exactly, the others by their
 * characters, since counting takes a millisecond for each two pages.
 */
final class TextSizes {

  private static final int EXACT = 1_000;

  private final Tokenizer tokenizer;
  private int counted;
  private long characters;
  private long tokens;
  private @Nullable UUID last;
  private long lastTokens;

  TextSizes(Tokenizer tokenizer) {
    this.tokenizer = tokenizer;
  }

  /** A turn may be asked for by several rubrics, one after the other. */
  long tokens(CompletedTurn turn) {
    if (!turn.getTurnId().equals(last)) {
      last = turn.getTurnId();
      lastTokens = tokens(JudgedTurn.material(turn));
    }
    return lastTokens;
  }

  private long tokens(String text) {
    if (counted == EXACT) {
      return Math.round(text.length() * (double) tokens / Math.max(1, characters));
    }
    int exact = tokenizer.count(text);
    counted++;
    characters += text.length();
    tokens += exact;
    return exact;
  }
}

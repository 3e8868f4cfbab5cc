package dev.turnpike.ingress.memories;

import dev.turnpike.ingress.problem.Problem;
import dev.turnpike.ingress.text.TextRule;
import dev.turnpike.memory.book.Place;
import org.jspecify.annotations.Nullable;

/** Checks what a query asks for; each throws a 422 that names the parameter. */
final class Asked {
  /** Of what is searched for, in characters: what the embedding model reads at once. */
  static final int LONGEST = 500;

  private static final int MOST = 100;

  private Asked() {}

  static int limit(@Nullable Integer wanted, int otherwise) {
    if (wanted == null) {
      return otherwise;
    }
    if (wanted < 1 || wanted > MOST) {
      throw Problem.invalid("limit", "must be from 1 to %d, not %d".formatted(MOST, wanted));
    }
    return wanted;
  }

  static String words(String wanted) {
    String complaint = wanted.isBlank() ? "is required" : TextRule.complaint(wanted, 1, LONGEST);
    if (complaint != null) {
      throw Problem.invalid("q", complaint);
    }
    return wanted;
  }

  static @Nullable Place place(@Nullable String wanted) {
    return wanted == null
        ? null
        : Place.parse(wanted)
            .orElseThrow(() -> Problem.invalid("after", "must be the next of a page, unchanged"));
  }
}

package dev.turnpike.ingress.operations;

import dev.turnpike.ingress.problem.Problem;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How far back a reader of dead letters has come: by partition, the offset below which to go on.
 * Partitions that are not named are at their beginning.
 */
record LetterCursor(Map<Integer, Long> offsets) {
  private static final Pattern TEXT =
      Pattern.compile("(\\d{1,4}-\\d{1,18})(_\\d{1,4}-\\d{1,18}){0,99}");

  LetterCursor {
    offsets = Map.copyOf(offsets);
  }

  /**
   * @throws Problem 422 for what this service has not given out
   */
  static LetterCursor parsed(String text) {
    if (!TEXT.matcher(text).matches()) {
      throw Problem.invalid("before", "Give the last page's before, or leave it out.");
    }
    Map<Integer, Long> offsets = new TreeMap<>();
    for (String part : text.split("_", -1)) {
      int dash = part.indexOf('-');
      offsets.put(Integer.valueOf(part.substring(0, dash)), Long.valueOf(part.substring(dash + 1)));
    }
    return new LetterCursor(offsets);
  }

  /** Null when there is nothing further back. */
  @Nullable String text() {
    return offsets.isEmpty()
        ? null
        : new TreeMap<>(offsets)
            .entrySet().stream()
                .map(each -> each.getKey() + "-" + each.getValue())
                .collect(Collectors.joining("_"));
  }
}

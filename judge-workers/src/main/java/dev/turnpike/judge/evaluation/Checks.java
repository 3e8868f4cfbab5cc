package dev.turnpike.judge.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What must hold of an answer, whatever a judge thinks of it. Upper and lower case are the same,
 * except for {@code matches}.
 *
 * @param matches a regular expression that some part of the answer must match
 */
public record Checks(
    List<String> contains,
    List<String> notContains,
    @Nullable String matches,
    @Nullable Integer maxWords) {

  static final Checks NONE = new Checks(List.of(), List.of(), null, null);

  public Checks {
    contains = List.copyOf(contains);
    notContains = List.copyOf(notContains);
  }

  /** Each by its name, which says what it looks for. */
  List<CheckResult> of(String answer) {
    List<CheckResult> results = new ArrayList<>();
    var small = answer.toLowerCase(Locale.ROOT);
    for (var text : contains) {
      boolean there = small.contains(text.toLowerCase(Locale.ROOT));
      results.add(new CheckResult("contains \"%s\"".formatted(text), there));
    }
    for (var text : notContains) {
      boolean there = small.contains(text.toLowerCase(Locale.ROOT));
      results.add(new CheckResult("does not contain \"%s\"".formatted(text), !there));
    }
    if (matches != null) {
      boolean found = Pattern.compile(matches).matcher(answer).find();
      results.add(new CheckResult("matches /%s/".formatted(matches), found));
    }
    if (maxWords != null) {
      results.add(
          new CheckResult("has at most %d words".formatted(maxWords), words(answer) <= maxWords));
    }
    return results;
  }

  private static long words(String answer) {
    return answer.isBlank() ? 0 : answer.strip().split("\\s+").length;
  }
}

package dev.turnpike.analytics.rollup;

import java.util.List;
import java.util.Locale;

/** What is counted, and by which dimensions. */
public enum Kind {
  TURNS("agent", "model", "prompt_version", "status"),
  SCORES(
      "rubric",
      "rubric_version",
      "judge_model",
      "agent",
      "prompt_version",
      "answer_model",
      "rejudged");

  @SuppressWarnings("ImmutableEnumChecker") // an immutable list
  private final List<String> dimensions;

  Kind(String... dimensions) {
    this.dimensions = List.of(dimensions);
  }

  /** The names of the dimensions, as in the events and in queries. */
  public List<String> dimensions() {
    return dimensions;
  }

  /** In keys, metrics and addresses. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}

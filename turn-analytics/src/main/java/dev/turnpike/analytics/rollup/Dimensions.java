package dev.turnpike.analytics.rollup;

import dev.turnpike.events.Rollup;
import dev.turnpike.events.ScoreRollup;
import dev.turnpike.events.TurnRollup;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * What is counted together.
 *
 * @param values in the order of the kind's dimensions; empty where a dimension was dropped
 */
public record Dimensions(Kind kind, List<String> values) {

  public Dimensions {
    values = List.copyOf(values);
    if (values.size() != kind.dimensions().size()) {
      throw new IllegalArgumentException(
          "%s have the dimensions %s, not %d values."
              .formatted(kind.label(), kind.dimensions(), values.size()));
    }
  }

  public static Dimensions of(Rollup rollup) {
    return switch (rollup.getBody()) {
      case TurnRollup turns -> of(turns);
      case ScoreRollup scores -> of(scores);
      default -> throw new IllegalArgumentException("A rollup of nothing that is known here.");
    };
  }

  static Dimensions of(TurnRollup turns) {
    return new Dimensions(
        Kind.TURNS,
        List.of(
            turns.getAgent(),
            turns.getModel(),
            turns.getPromptVersion(),
            turns.getStatus().name()));
  }

  static Dimensions of(ScoreRollup scores) {
    return new Dimensions(
        Kind.SCORES,
        List.of(
            scores.getRubric(),
            scores.getRubricVersion(),
            scores.getJudgeModel(),
            scores.getAgent(),
            scores.getPromptVersion(),
            scores.getAnswerModel(),
            Boolean.toString(scores.getRejudged())));
  }

  /** Reads what {@link #text} wrote. */
  public static Dimensions parse(String text) {
    List<String> parts = KeyText.parts(text);
    for (Kind kind : Kind.values()) {
      if (kind.label().equals(parts.getFirst())) {
        return new Dimensions(kind, parts.subList(1, parts.size()));
      }
    }
    throw new IllegalArgumentException("Nothing is counted under " + parts.getFirst() + ".");
  }

  /** Unambiguous; begins with the kind. */
  public String text() {
    List<String> parts = new ArrayList<>(values.size() + 1);
    parts.add(kind.label());
    parts.addAll(values);
    return KeyText.of(parts);
  }

  public String value(String name) {
    return values.get(kind.dimensions().indexOf(name));
  }

  /** These, with all others dropped. */
  public Dimensions only(Collection<String> names) {
    List<String> kept = new ArrayList<>(values.size());
    for (int i = 0; i < values.size(); i++) {
      kept.add(names.contains(kind.dimensions().get(i)) ? values.get(i) : "");
    }
    return new Dimensions(kind, kept);
  }

  /** Whether each of the named dimensions has that value. */
  public boolean match(Map<String, String> wanted) {
    return wanted.entrySet().stream()
        .allMatch(each -> value(each.getKey()).equals(each.getValue()));
  }
}

package dev.turnpike.judge.evaluation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** Evaluations as they could have come out. */
public final class Evaluations {

  public static final RubricInfo HELPFULNESS =
      new RubricInfo("helpfulness", "0123456789ab", "judge", false, false);
  public static final RubricInfo TOXICITY =
      new RubricInfo("toxicity", "ba9876543210", "judge", false, true);

  private Evaluations() {}

  public static Settings settings() {
    return new Settings("a test", null, null, 1, 4, 0.02, Settings.SEED);
  }

  public static Answered answered(String text) {
    return new Answered(
        "",
        "completed",
        text,
        null,
        "default",
        "m",
        false,
        "p1",
        1,
        120.0,
        800.0,
        200,
        50,
        0.001,
        List.of());
  }

  public static Answered failed() {
    return new Answered(
        "",
        "failed",
        "Half",
        "The model broke off.",
        "default",
        "m",
        false,
        "p1",
        3,
        null,
        900.0,
        200,
        5,
        0.001,
        List.of());
  }

  /** An item with one answer and one score; none without a rubric's score. */
  public static ItemResult item(
      String id, Answered answered, List<CheckResult> checks, @Nullable ScoreResult score) {
    return new ItemResult(
        id,
        "print-" + id,
        List.of("tag"),
        List.of(Message.user("Question of " + id)),
        null,
        List.of(new AnswerResult(1, answered, checks, score == null ? List.of() : List.of(score))));
  }

  /** Items with scores by their number. */
  public static Evaluation scored(RubricInfo rubric, int items, IntToDoubleFunction scores) {
    List<ItemResult> results = new ArrayList<>();
    for (int i = 0; i < items; i++) {
      double score = Math.clamp(scores.applyAsDouble(i), 0, 1);
      results.add(
          item(
              "item-" + i,
              answered("Answer " + i),
              List.of(),
              new ScoreResult(rubric.name(), score, "Because.", null)));
    }
    return of(List.of(rubric), results);
  }

  public static Evaluation of(List<RubricInfo> rubrics, List<ItemResult> items) {
    return new Evaluation(
        Evaluation.FORMAT,
        Evaluation.RUN,
        Instant.parse("2026-03-01T12:00:00Z"),
        12.5,
        "0123456789abcdef",
        false,
        settings(),
        new Evaluation.Asked("basics.jsonl", "aaaabbbbcccc", items.size()),
        rubrics,
        Totals.of(items, rubrics, Totals.Judging.NONE),
        items,
        List.of());
  }
}

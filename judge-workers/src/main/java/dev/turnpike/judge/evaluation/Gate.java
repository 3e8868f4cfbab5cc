package dev.turnpike.judge.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One thing that must hold for an evaluation to pass.
 *
 * @param sentence what was found, for people
 */
public record Gate(String name, boolean passed, String sentence) {

  /** All that apply; without a comparison only that everything was answered and graded. */
  public static List<Gate> of(Evaluation run, @Nullable Comparison comparison) {
    List<Gate> gates = new ArrayList<>();
    gates.add(failures(run, comparison));
    run.rubrics().stream()
        .filter(rubric -> run.items().stream().allMatch(i -> i.score(rubric.name()).isEmpty()))
        .forEach(rubric -> gates.add(ungraded(run, rubric)));
    if (comparison == null) {
      return gates;
    }
    double tolerance = run.settings().tolerance();
    if (comparison.isEmpty()) {
      gates.add(
          new Gate(
              "comparison",
              false,
              "Nothing could be compared with the baseline: make it anew with this data set and these rubrics."));
    }
    comparison.rubrics().forEach(change -> gates.add(rubric(change, tolerance)));
    if (comparison.checks() != null) {
      gates.add(checks(comparison.checks(), tolerance));
    }
    return gates;
  }

  private static Gate failures(Evaluation run, @Nullable Comparison comparison) {
    long failed = failed(run);
    long before = comparison == null ? 0 : failed(comparison.baseline());
    return new Gate(
        "turns",
        failed <= before,
        failed == 0
            ? "All turns completed."
            : "Turns that did not complete: %d%s."
                .formatted(failed, comparison == null ? "" : "; in the baseline " + before));
  }

  private static long failed(Evaluation evaluation) {
    return evaluation.items().stream()
        .flatMap(item -> item.answers().stream())
        .filter(answer -> !answer.answered().completed())
        .count();
  }

  private static Gate ungraded(Evaluation run, RubricInfo rubric) {
    boolean own =
        run.items().stream()
            .flatMap(item -> item.answers().stream())
            .flatMap(answer -> answer.scores().stream())
            .anyMatch(
                each -> each.rubric().equals(rubric.name()) && "own_model".equals(each.missing()));
    return new Gate(
        rubric.name(),
        false,
        own
            ? "No scores: %s would judge its own answers. Set JUDGE_MODEL to another model, or JUDGE_ALLOW_OWN_MODEL=true."
                .formatted(rubric.judgeModel())
            : "No scores: %s gave no verdict on any answer.".formatted(rubric.judgeModel()));
  }

  private static Gate rubric(RubricChange change, double tolerance) {
    var name = change.rubric().name();
    var interval = change.interval();
    if (!change.isKnown()) {
      return new Gate(
          name,
          true,
          "Only %d items have scores: too few to tell.".formatted(change.pairs().size()));
    }
    boolean worse = interval.high() < -tolerance;
    return new Gate(
        name,
        !worse,
        String.format(
            Locale.ROOT,
            "%s %+.3f (95 %%: %+.3f to %+.3f); %d items better, %d worse, %d the same.",
            worse ? "Worse:" : change.gain() < 0 ? "Worse, but not surely:" : "No worse:",
            change.gain(),
            interval.low(),
            interval.high(),
            change.better(),
            change.worse(),
            change.same()));
  }

  private static Gate checks(CheckChange change, double tolerance) {
    var difference = change.pairs().difference();
    return new Gate(
        "checks",
        change.brokenShare() <= tolerance,
        String.format(
            Locale.ROOT,
            "%d of %d checks that passed fail now, %d that failed pass (pass rate %+.3f, 95 %%: %+.3f to %+.3f, McNemar p = %.3f).",
            change.broken().size(),
            change.pairs().all(),
            change.mended().size(),
            change.pairs().after() - change.pairs().before(),
            difference.low(),
            difference.high(),
            change.pairs().mcNemar()));
  }
}

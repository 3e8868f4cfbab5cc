package dev.turnpike.judge.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One thing that must hold for an evaluation to pass.
 *
 * @param sentence what was found, for people
 */
public record Gate(String name, boolean passed, String sentence) {

  /** The least share of the baseline's items that must be compared. */
  private static final double COMPARED = 0.8;

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
    if (comparison.isEmpty() || comparison.share() < COMPARED) {
      gates.add(
          new Gate(
              "comparison",
              false,
              "Too little could be compared (%d of the baseline's %d items): make the baseline anew with this data set and these rubrics."
                  .formatted(
                      comparison.isEmpty() ? 0 : comparison.items().size(),
                      comparison.baseline().items().size())));
    }
    comparison.rubrics().stream()
        .filter(change -> !change.pairs().isEmpty())
        .forEach(change -> gates.add(rubric(change, tolerance)));
    comparison.rubrics().stream()
        .filter(change -> change.lost() > tolerance * (change.pairs().size() + change.lost()))
        .forEach(change -> gates.add(lost(change)));
    if (comparison.checks() != null) {
      gates.add(checks(comparison.checks(), tolerance));
    }
    return gates;
  }

  /** By their items: others may not fail in place of those that did. */
  private static Gate failures(Evaluation run, @Nullable Comparison comparison) {
    var failed = failed(run);
    var before = comparison == null ? Set.<String>of() : failed(comparison.baseline());
    var fresh = failed.stream().filter(id -> !before.contains(id)).toList();
    return new Gate(
        "turns",
        fresh.isEmpty(),
        failed.isEmpty()
            ? "All turns completed."
            : "Items with turns that did not complete: %d%s."
                .formatted(
                    failed.size(),
                    comparison == null
                        ? ""
                        : "; %d of them completed in the baseline".formatted(fresh.size())));
  }

  private static Set<String> failed(Evaluation evaluation) {
    return evaluation.items().stream()
        .filter(item -> item.answers().stream().anyMatch(a -> !a.answered().completed()))
        .map(ItemResult::id)
        .collect(Collectors.toSet());
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

  /** The mean of those that are left would say nothing of them. */
  private static Gate lost(RubricChange change) {
    return new Gate(
        change.rubric().name(),
        false,
        "%d of %d items had scores before and have none now."
            .formatted(change.lost(), change.pairs().size() + change.lost()));
  }

  private static Gate checks(CheckChange change, double tolerance) {
    var difference = change.pairs().difference();
    return new Gate(
        "checks",
        change.brokenShare() <= tolerance,
        String.format(
            Locale.ROOT,
            "%d of %d checks that passed fail now, %d that failed pass (pass rate %+.3f, 95 %%: %+.3f to %+.3f, McNemar p = %.2g).",
            change.broken().size(),
            change.pairs().all(),
            change.mended().size(),
            change.pairs().after() - change.pairs().before(),
            difference.low(),
            difference.high(),
            change.pairs().mcNemar()));
  }
}

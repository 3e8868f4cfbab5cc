package dev.turnpike.judge.evaluation.report;

import dev.turnpike.judge.evaluation.Comparison;
import dev.turnpike.judge.evaluation.Evaluation;
import dev.turnpike.judge.evaluation.Gate;
import dev.turnpike.judge.evaluation.ItemResult;
import dev.turnpike.judge.evaluation.RubricChange;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a report shows.
 *
 * @param comparison null when there is no baseline
 */
public record View(Evaluation run, @Nullable Comparison comparison, List<Gate> gates) {

  public View {
    gates = List.copyOf(gates);
  }

  public boolean passed() {
    return gates.stream().allMatch(Gate::passed);
  }

  /** Of the baseline; empty if it is not compared. */
  Optional<ItemResult> before(String item) {
    return comparison == null ? Optional.empty() : comparison.before(item);
  }

  /** Empty if scores under it are not compared. */
  Optional<RubricChange> change(String rubric) {
    return comparison == null
        ? Optional.empty()
        : comparison.rubrics().stream()
            .filter(each -> each.rubric().name().equals(rubric) && !each.pairs().isEmpty())
            .findFirst();
  }

  /** The sum of an item's gains; 0 if nothing of it is compared. */
  double gain(String item) {
    return comparison == null
        ? 0
        : comparison.rubrics().stream()
            .flatMap(each -> each.pairs().stream())
            .filter(pair -> pair.item().equals(item))
            .mapToDouble(RubricChange.Pair::gain)
            .sum();
  }

  /** How the two are called. */
  String earlier() {
    return run.kind().equals(Evaluation.REPLAY) ? "recorded" : "baseline";
  }
}

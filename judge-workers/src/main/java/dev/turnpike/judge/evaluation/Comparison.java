package dev.turnpike.judge.evaluation;

import dev.turnpike.judge.statistics.PairedProportions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An evaluation against an earlier one. Only what means the same is compared: the same question
 * under the same id, scores under the same version of a rubric by the same judge. Whatever is left
 * out is said.
 *
 * @param items those that are compared, by their ids
 * @param checks null if both made none of the same
 * @param notes what is left out, in sentences
 */
public record Comparison(
    Evaluation baseline,
    List<String> items,
    List<RubricChange> rubrics,
    @Nullable CheckChange checks,
    Ratios ratios,
    List<String> notes) {

  public Comparison {
    items = List.copyOf(items);
    rubrics = List.copyOf(rubrics);
    notes = List.copyOf(notes);
  }

  public static Comparison of(Evaluation baseline, Evaluation run) {
    List<String> notes = new ArrayList<>();
    List<ItemResult> before = new ArrayList<>();
    List<ItemResult> after = new ArrayList<>();
    int changed = 0;
    int added = 0;
    for (var item : run.items()) {
      var earlier = baseline.item(item.id());
      if (earlier.isEmpty()) {
        added++;
      } else if (!earlier.get().fingerprint().equals(item.fingerprint())) {
        changed++;
      } else {
        before.add(earlier.get());
        after.add(item);
      }
    }
    if (baseline.settings().repeats() != run.settings().repeats()) {
      notes.add(
          "The baseline asked everything %d times, this run %d times: a check passes if it does every time, so more repeats break more."
              .formatted(baseline.settings().repeats(), run.settings().repeats()));
    }
    int gone = baseline.items().size() - before.size() - changed;
    if (added + changed + gone > 0) {
      notes.add(
          "Not the same data set: of %d items %d are compared; %d are new, %d ask something else under the same id, and %d of the baseline are gone."
              .formatted(run.items().size(), after.size(), added, changed, gone));
    }
    return new Comparison(
        baseline,
        after.stream().map(ItemResult::id).toList(),
        rubrics(baseline, run, before, after, notes),
        checks(before, after),
        Ratios.of(before, after),
        notes);
  }

  /** The scores of one item before; empty if they are not compared. */
  public Optional<ItemResult> before(String item) {
    return items.contains(item) ? baseline.item(item) : Optional.empty();
  }

  /** How much of the baseline is compared. */
  double share() {
    return items.size() / (double) Math.max(1, baseline.items().size());
  }

  /** Whether there is anything that could be told to be worse. */
  boolean isEmpty() {
    return items.isEmpty()
        || (rubrics.stream().allMatch(each -> each.pairs().isEmpty()) && checks == null);
  }

  private static List<RubricChange> rubrics(
      Evaluation baseline,
      Evaluation run,
      List<ItemResult> before,
      List<ItemResult> after,
      List<String> notes) {
    List<RubricChange> changes = new ArrayList<>();
    for (var rubric : run.rubrics()) {
      var earlier = baseline.rubric(rubric.name());
      if (earlier.isEmpty()) {
        notes.add("The baseline has no scores under %s.".formatted(rubric.name()));
      } else if (!earlier.get().gradesLike(rubric)) {
        notes.add(
            "Scores under %s are not compared: the baseline's are of version %s by %s, these of version %s by %s."
                .formatted(
                    rubric.name(),
                    earlier.get().version(),
                    earlier.get().judgeModel(),
                    rubric.version(),
                    rubric.judgeModel()));
      } else {
        changes.add(
            RubricChange.of(
                rubric,
                pairs(rubric, before, after),
                lost(rubric, before, after),
                run.settings().seed()));
      }
    }
    return changes;
  }

  private static int lost(RubricInfo rubric, List<ItemResult> before, List<ItemResult> after) {
    int lost = 0;
    for (int i = 0; i < after.size(); i++) {
      lost +=
          before.get(i).score(rubric.name()).isPresent()
                  && after.get(i).score(rubric.name()).isEmpty()
              ? 1
              : 0;
    }
    return lost;
  }

  private static List<RubricChange.Pair> pairs(
      RubricInfo rubric, List<ItemResult> before, List<ItemResult> after) {
    List<RubricChange.Pair> pairs = new ArrayList<>();
    for (int i = 0; i < after.size(); i++) {
      var then = before.get(i).score(rubric.name());
      var now = after.get(i).score(rubric.name());
      if (then.isPresent() && now.isPresent()) {
        pairs.add(
            RubricChange.pair(rubric, after.get(i).id(), then.getAsDouble(), now.getAsDouble()));
      }
    }
    return pairs;
  }

  private static @Nullable CheckChange checks(List<ItemResult> before, List<ItemResult> after) {
    int both = 0;
    int neither = 0;
    List<CheckChange.ItemCheck> broken = new ArrayList<>();
    List<CheckChange.ItemCheck> mended = new ArrayList<>();
    for (int i = 0; i < after.size(); i++) {
      var then = before.get(i).checks();
      for (var check : after.get(i).checks().entrySet()) {
        var earlier = then.get(check.getKey());
        var named = new CheckChange.ItemCheck(after.get(i).id(), check.getKey());
        if (earlier == null) {
          continue;
        }
        if (earlier && !check.getValue()) {
          broken.add(named);
        } else if (!earlier && check.getValue()) {
          mended.add(named);
        } else if (earlier) {
          both++;
        } else {
          neither++;
        }
      }
    }
    var pairs = new PairedProportions(both, broken.size(), mended.size(), neither);
    return pairs.all() == 0 ? null : new CheckChange(pairs, broken, mended);
  }
}

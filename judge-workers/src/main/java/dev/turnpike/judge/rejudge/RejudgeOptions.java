package dev.turnpike.judge.rejudge;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What to judge again.
 *
 * @param environment where everything is, under the names of the service's variables; before those
 *     of this process
 * @param rubrics by name; {@code all} for every one there is
 * @param since turns that ended then or later; null: as far back as the log goes
 * @param until turns that ended before; null: up to now
 * @param sample the share of turns to judge; null: each rubric's own rate
 * @param judgeModel that judges under all rubrics; null: the one that judges turns as they come
 * @param maxCost in US dollars, for this run; null: any amount
 * @param dryRun whether only to say what would be done
 */
public record RejudgeOptions(
    Map<String, String> environment,
    List<String> rubrics,
    @Nullable Instant since,
    @Nullable Instant until,
    @Nullable Double sample,
    @Nullable String judgeModel,
    @Nullable BigDecimal maxCost,
    boolean dryRun) {

  /** Every rubric. */
  public static final String ALL = "all";

  public RejudgeOptions {
    environment = Map.copyOf(environment);
    rubrics = List.copyOf(rubrics);
    require(
        sample == null || (sample >= 0 && sample <= 1),
        "--sample is %s: write a share of the turns from 0 to 1, such as 0.1.",
        sample);
    require(
        maxCost == null || maxCost.signum() > 0,
        "--max-cost is %s: write US dollars above 0, such as 5.",
        maxCost);
    require(
        since == null || until == null || since.isBefore(until),
        "--until is %s, which is not after --since.",
        until);
  }

  /** Without the environment, which holds secrets. */
  @Override
  public String toString() {
    return "RejudgeOptions[rubrics=%s, since=%s, until=%s, sample=%s, dryRun=%s]"
        .formatted(rubrics, since, until, sample, dryRun);
  }

  private static void require(boolean holds, String sentence, @Nullable Object value) {
    if (!holds) {
      throw new RejudgeRefusal(sentence.formatted(value));
    }
  }
}

package dev.turnpike.judge.rejudge;

import java.util.List;
import java.util.UUID;

/**
 * What a run did.
 *
 * @param scored scores that were added
 * @param skipped turns under a rubric that turned out not to be judged: forgotten meanwhile, or
 *     scored by others
 * @param failures turns that a judge gave no verdict on, the first {@link #MOST_FAILURES}
 * @param failed how many of these there were
 * @param published scores, those of earlier runs included
 * @param lost places of the log that retention removed before they were read
 */
public record RejudgeResult(
    End end,
    Plan plan,
    long scored,
    long skipped,
    List<Failure> failures,
    long failed,
    long published,
    long lost,
    Consumption consumed) {

  static final int MOST_FAILURES = 20;

  public RejudgeResult {
    failures = List.copyOf(failures);
  }

  /** Why a run ended. */
  public enum End {
    /** Nothing is left to judge. */
    DONE,
    /** Nothing was to be changed. */
    DRY_RUN,
    /** The listener did not want it. */
    DECLINED,
    /** Somebody asked it to stop. */
    STOPPED,
    /** It has cost as much as it may. */
    MOST_COST
  }

  /** A turn without a verdict. */
  public record Failure(UUID turn, String rubric) {}

  static RejudgeResult notBegun(End end, Plan plan) {
    return new RejudgeResult(end, plan, 0, 0, List.of(), 0, 0, 0, Consumption.NONE);
  }
}

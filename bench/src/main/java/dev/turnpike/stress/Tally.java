package dev.turnpike.stress;

import dev.turnpike.bench.load.Reply;
import dev.turnpike.bench.stats.Distribution;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Counts what became of all requests of one kind; many users write into it.
 *
 * <p>Invariant: every task that began is counted once at its end, every request once at its answer.
 */
final class Tally {
  // All guarded by this.
  private final Map<Integer, Integer> refusals = new TreeMap<>();
  private final Map<String, Integer> failures = new TreeMap<>();
  private final List<Double> doneAt = new ArrayList<>();
  private final Distribution answers = new Distribution();
  private final Distribution whole = new Distribution();
  private final long beginNanos = System.nanoTime();
  private int refusedTasks;
  private int refusedTasksDone;
  private int unanswered;
  private int turnedAway;
  private int broken;
  private long longestPauseSeconds;

  /** Told to come again. */
  synchronized void refused(Reply.Refused<?> refusal) {
    refusals.merge(refusal.status(), 1, Integer::sum);
    longestPauseSeconds = Math.max(longestPauseSeconds, refusal.after().toSeconds());
  }

  /**
   * @param refusedBefore how often it was told to come again
   * @param last how long the request took that was answered
   * @param all the time since it first wanted that, pauses included
   */
  synchronized void done(int refusedBefore, Duration last, Duration all) {
    ended(refusedBefore, true);
    answers.add(last.toNanos());
    whole.add(all.toNanos());
    doneAt.add((System.nanoTime() - beginNanos) / 1e9);
  }

  synchronized void failed(int refusedBefore, Reply.Failed<?> failure) {
    ended(refusedBefore, false);
    failures.merge(failure.reason(), 1, Integer::sum);
    switch (failure.stage()) {
      case UNANSWERED -> unanswered++;
      case TURNED_AWAY -> turnedAway++;
      case ACCEPTED -> broken++;
    }
  }

  /** The time for the whole run was over before it was let in. */
  synchronized void gaveUp(int refusedBefore) {
    ended(refusedBefore, false);
    failures.merge("still refused at the end", 1, Integer::sum);
  }

  private void ended(int refusedBefore, boolean well) {
    refusedTasks += refusedBefore > 0 ? 1 : 0;
    refusedTasksDone += refusedBefore > 0 && well ? 1 : 0;
  }

  synchronized int doneSoFar() {
    return doneAt.size();
  }

  synchronized int refusedSoFar() {
    return refusals.values().stream().mapToInt(Integer::intValue).sum();
  }

  synchronized Distribution wholeTimes() {
    Distribution copy = new Distribution();
    copy.addAll(whole);
    return copy;
  }

  synchronized Counts counts() {
    return new Counts(
        doneAt.size(),
        new TreeMap<>(refusals),
        refusedTasks,
        refusedTasksDone,
        unanswered,
        turnedAway,
        broken,
        new TreeMap<>(failures),
        longestPauseSeconds,
        Times.of(answers),
        Times.of(whole),
        Curve.of(doneAt));
  }
}

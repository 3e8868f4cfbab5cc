package dev.turnpike.judge.rejudge;

import dev.turnpike.judge.rejudge.Choice.Fate;
import dev.turnpike.judge.rejudge.RejudgeResult.End;
import dev.turnpike.platform.command.AdvisoryLock;
import dev.turnpike.platform.turns.DeliveredTurn;
import dev.turnpike.platform.turns.LogFailure;
import dev.turnpike.platform.turns.Stretch;
import java.util.List;
import org.apache.kafka.common.KafkaException;
import org.springframework.dao.DataAccessException;

/**
 * Judges history under today's rubrics:
 *
 * <pre>
 *  count what lacks a score ─▶ [go on?] ─▶ go over it again: judge, store with a note, publish
 * </pre>
 *
 * <p>Both times from the same places of the log to the same ends, and no further than the judges of
 * new turns have got. What a turn lacks is asked of the database each time, so a run that ended
 * anywhere is gone on with by the next one, and it need not be of the same rubrics or time.
 */
public final class Rejudging {

  private final RejudgeParts parts;
  private final RejudgeOptions options;
  private final RejudgeListener listener;
  private final Halt halt;

  private Rejudging(
      RejudgeParts parts, RejudgeOptions options, RejudgeListener listener, Halt halt) {
    this.parts = parts;
    this.options = options;
    this.listener = listener;
    this.halt = halt;
  }

  /**
   * @throws RejudgeRefusal when it did not begin, or broke off
   */
  public static RejudgeResult run(RejudgeOptions options, RejudgeListener listener, Halt halt)
      throws InterruptedException {
    try (var context = RejudgeContext.start(options)) {
      return new Rejudging(context.parts(), options, listener, halt).run();
    } catch (LogFailure e) {
      throw new RejudgeRefusal(String.valueOf(e.getMessage()), e);
    } catch (KafkaException | DataAccessException e) {
      throw RejudgeRefusal.brokenOff(e);
    }
  }

  private RejudgeResult run() throws InterruptedException {
    parts.requireTables();
    var stretch = parts.live().passed(parts.batches().stretch());
    if (options.dryRun()) {
      return RejudgeResult.notBegun(End.DRY_RUN, plan(stretch));
    }
    try (var lock = lock()) {
      var plan = plan(stretch);
      requirePrices(plan);
      return listener.planned(plan)
          ? judge(lock, stretch, plan)
          : RejudgeResult.notBegun(End.DECLINED, plan);
    }
  }

  private AdvisoryLock lock() {
    return AdvisoryLock.take(parts.database(), "judge/rejudge")
        .orElseThrow(
            () ->
                new RejudgeRefusal(
                    "Another rejudge is under way: wait for its end. (Of one that was killed the database knows within seconds.)"));
  }

  private Plan plan(Stretch stretch) throws InterruptedException {
    return parts.survey().plan(parts.batches(), stretch, listener);
  }

  private void requirePrices(Plan plan) {
    if (options.maxCost() != null) {
      plan.rubrics().stream()
          .filter(each -> each.estimate().unpricedTokens() > 0)
          .findFirst()
          .ifPresent(
              each -> {
                throw new RejudgeRefusal(
                    "--max-cost can't be kept, as %s has no price: give it one in the catalogue, or leave --max-cost out."
                        .formatted(each.judgeModel()));
              });
    }
  }

  private RejudgeResult judge(AdvisoryLock lock, Stretch stretch, Plan plan)
      throws InterruptedException {
    var desk = parts.desk(halt);
    try (var rounds =
        new Rounds(lock, parts.live(), parts.announcer(), desk, parts.budget(), listener, halt)
            .start()) {
      walk(stretch, desk);
      desk.await();
      halt.requireNoFailure();
      rounds.last();
      var done = desk.done();
      return new RejudgeResult(
          halt.reason().orElse(End.DONE),
          plan,
          done.scored(),
          done.skipped(),
          done.failures(),
          done.failed(),
          parts.announcer().published(),
          parts.batches().lost(),
          parts.budget().consumed());
    }
  }

  private void walk(Stretch stretch, Desk desk) throws InterruptedException {
    try {
      parts.batches().read(stretch, turns -> judge(turns, desk), _ -> {});
    } catch (Desk.Closed e) {
      return; // the halt says why
    } catch (RuntimeException e) { // what is under way ends first
      halt.fail(e);
    }
  }

  private void judge(List<DeliveredTurn> turns, Desk desk) throws InterruptedException {
    for (var choice : parts.selection().of(turns)) {
      if (choice.fate() == Fate.LACKING) {
        desk.judge(choice);
      }
    }
  }
}

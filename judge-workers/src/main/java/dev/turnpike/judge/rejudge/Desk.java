package dev.turnpike.judge.rejudge;

import dev.turnpike.judge.scoring.Grade;
import dev.turnpike.judge.scoring.Grader;
import dev.turnpike.judge.scoring.ScoreStore;
import dev.turnpike.judge.scoring.Skip;
import dev.turnpike.telemetry.LogContext;
import dev.turnpike.telemetry.TraceParent;
import dev.turnpike.telemetry.Tracing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/**
 * Judges turns, a few at once, with all the time in the world: a judge that is away is waited for,
 * and while judges of new turns are behind nothing is begun. Whoever brings more than fits waits.
 */
final class Desk {

  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
  private static final Duration LOOK = Duration.ofMillis(200);

  /** Thrown at whoever brings more when the run is to end. */
  static final class Closed extends RuntimeException {}

  /** What was done so far. */
  record Done(long scored, long skipped, long failed, List<RejudgeResult.Failure> failures) {

    Done {
      failures = List.copyOf(failures);
    }

    long all() {
      return scored + skipped + failed;
    }
  }

  private final Grader grader;
  private final ScoreStore store;
  private final RunBudget budget;
  private final LiveJudging live;
  private final Halt halt;
  private final Tracing tracing;
  private final int atOnce;
  private final Semaphore places;
  private volatile Optional<String> outage = Optional.empty();
  private long scored; // guarded by this, as are the others
  private long skipped;
  private long failed;
  private final List<RejudgeResult.Failure> failures = new ArrayList<>();

  Desk(
      Grader grader,
      ScoreStore store,
      RunBudget budget,
      LiveJudging live,
      Halt halt,
      Tracing tracing,
      int atOnce) {
    this.grader = grader;
    this.store = store;
    this.budget = budget;
    this.live = live;
    this.halt = halt;
    this.tracing = tracing;
    this.atOnce = atOnce;
    this.places = new Semaphore(atOnce);
  }

  /**
   * @throws Closed when the run is to end
   */
  void judge(Choice choice) throws InterruptedException {
    places.acquire();
    while (live.behind().isPresent() && !halt.await(LOOK)) {
      // until they have caught up
    }
    if (halt.isCalled()) {
      places.release();
      throw new Closed();
    }
    Thread.ofVirtual().name("rejudge").start(() -> run(choice));
  }

  /** Returns when nothing is under way any more. */
  void await() throws InterruptedException {
    places.acquire(atOnce);
    places.release(atOnce);
  }

  synchronized Done done() {
    return new Done(scored, skipped, failed, failures);
  }

  /** Which judge is away. */
  Optional<String> outage() {
    return outage;
  }

  private void run(Choice choice) {
    var turn = choice.delivered().turn();
    LogContext.of(turn).put(); // until this thread ends
    try (var _ = tracing.beginAbout("rejudge turn", TraceParent.parse(turn.getTraceParent()))) {
      judgeAtLast(choice);
    } catch (Throwable e) { // whatever it is, who waits must hear of it
      halt.fail(e);
    } finally {
      places.release();
    }
  }

  private void judgeAtLast(Choice choice) throws InterruptedException {
    var turn = choice.delivered().turn();
    if (store.isForgotten(turn.getUserId(), turn.getTimings().getAcceptedAt())) {
      count(new Grade.Skipped(Skip.FORGOTTEN), choice);
      return;
    }
    var pause = FIRST_PAUSE;
    var grade = grader.grade(choice.delivered(), choice.assignment());
    while (grade instanceof Grade.Awaited(var away)) {
      outage = Optional.of("the judge %s is away".formatted(choice.assignment().model()));
      if (halt.await(pause)) {
        return;
      }
      pause =
          pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0
              ? pause.multipliedBy(2)
              : LONGEST_PAUSE;
      grade = grader.grade(choice.delivered(), choice.assignment());
    }
    outage = Optional.empty();
    grader.done(turn);
    count(grade, choice);
  }

  private synchronized void count(Grade grade, Choice choice) {
    switch (grade) {
      case Grade.Given(var score) when score.getRejudged() -> {
        scored++;
        budget.add(score.getUsage());
      }
      case Grade.Given _ -> skipped++; // others were quicker
      case Grade.Skipped(var reason) when reason == Skip.BUDGET ->
          halt.call(RejudgeResult.End.MOST_COST);
      case Grade.Skipped _ -> skipped++;
      case Grade.Failed(var rubric) -> {
        failed++;
        if (failures.size() < RejudgeResult.MOST_FAILURES) {
          failures.add(new RejudgeResult.Failure(choice.delivered().turn().getTurnId(), rubric));
        }
      }
      case Grade.Awaited _ -> throw new IllegalStateException("given up before");
    }
  }
}

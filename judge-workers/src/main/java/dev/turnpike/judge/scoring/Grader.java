package dev.turnpike.judge.scoring;

import dev.turnpike.events.CompletedTurn;
import dev.turnpike.events.TurnScore;
import dev.turnpike.judge.budget.Budget;
import dev.turnpike.judge.rubric.Direction;
import dev.turnpike.judge.scoring.Grade.Awaited;
import dev.turnpike.judge.scoring.Grade.Failed;
import dev.turnpike.judge.scoring.Grade.Given;
import dev.turnpike.judge.scoring.Grade.Skipped;
import dev.turnpike.judge.verdict.Assignment;
import dev.turnpike.judge.verdict.Judge;
import dev.turnpike.judge.verdict.NoVerdictException;
import dev.turnpike.judge.verdict.Verdict;
import dev.turnpike.models.ModelException.ModelOutage;
import dev.turnpike.platform.turns.DeliveredTurn;
import dev.turnpike.telemetry.Activity;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Grades one turn under one rubric, if it is to be judged and is not yet. */
public final class Grader {

  private static final Logger log = LoggerFactory.getLogger(Grader.class);

  /** Tells whether the model that would judge a turn is the one that answered it. */
  public interface OwnModel {

    boolean is(Assignment judge, CompletedTurn turn);
  }

  private final Judge judge;
  private final OwnModel ownModel;
  private final Budget budget;
  private final ScoreStore store;
  private final JudgeMeters meters;
  private final Failures failures = new Failures();
  private final Clock clock;
  private final boolean rejudging;

  /** Held from the look at the budget until the verdict is booked: it bounds what exceeds it. */
  private final Semaphore places;

  /**
   * How it judges.
   *
   * @param atOnce verdicts at a time
   * @param rejudging whether turns are judged that judging has passed
   */
  public record Conduct(int atOnce, boolean rejudging) {}

  public Grader(
      Judge judge,
      OwnModel ownModel,
      Budget budget,
      ScoreStore store,
      MeterRegistry meters,
      Clock clock,
      Conduct conduct) {
    this.judge = judge;
    this.ownModel = ownModel;
    this.budget = budget;
    this.store = store;
    this.meters = new JudgeMeters(meters, clock);
    this.clock = clock;
    this.rejudging = conduct.rejudging();
    this.places = new Semaphore(conduct.atOnce());
  }

  ScoreStore store() {
    return store;
  }

  /** Of a turn that has no score yet. */
  public Grade grade(DeliveredTurn delivered, Assignment assignment) throws InterruptedException {
    var grade = graded(delivered, assignment);
    if (grade instanceof Skipped(var reason)) {
      meters.skipped(assignment.rubric(), reason);
    }
    return grade;
  }

  /** Turns are going to be judged under it. */
  void expect(Assignment assignment) {
    meters.expect(assignment.rubric());
  }

  void skippedAsForgotten(Assignment assignment) {
    meters.skipped(assignment.rubric(), Skip.FORGOTTEN);
  }

  /** Called when nothing more is to be waited for. */
  public void done(CompletedTurn turn) {
    failures.forget(turn.getTurnId());
  }

  private Grade graded(DeliveredTurn delivered, Assignment assignment) throws InterruptedException {
    var turn = delivered.turn();
    if (!assignment.rubric().samples(turn.getTurnId())) {
      return new Skipped(Skip.NOT_SAMPLED);
    }
    if (ownModel.is(assignment, turn)) {
      return new Skipped(Skip.OWN_MODEL);
    }
    if (failures.has(ScoreKey.of(turn, assignment))) {
      return new Failed(assignment.rubric().name());
    }
    places.acquire();
    try {
      return budget.isLeft() ? asked(delivered, assignment) : new Skipped(Skip.BUDGET);
    } finally {
      places.release();
    }
  }

  private Grade asked(DeliveredTurn delivered, Assignment assignment) throws InterruptedException {
    var rubric = assignment.rubric();
    try (var activity = Activity.begin("judge " + rubric.name())) {
      activity
          .set("gen_ai.evaluation.name", rubric.name())
          .set("turnpike.rubric.version", rubric.version())
          .set("turnpike.turn.id", delivered.turn().getTurnId().toString())
          .set("user.id", delivered.turn().getUserId())
          .set("session.id", delivered.turn().getSessionId());
      return asked(delivered, assignment, activity);
    }
  }

  private Grade asked(DeliveredTurn delivered, Assignment assignment, Activity activity)
      throws InterruptedException {
    var turn = delivered.turn();
    try {
      var verdict = judge.judge(turn, assignment);
      activity
          .set("gen_ai.evaluation.score.value", verdict.score())
          .content("gen_ai.evaluation.explanation", verdict::reasoning);
      return given(delivered, assignment, verdict);
    } catch (ModelOutage e) {
      activity.failed(e);
      return new Awaited(e);
    } catch (NoVerdictException e) {
      activity.failed("no_verdict");
      failures.add(ScoreKey.of(turn, assignment));
      return failed(turn, assignment, e);
    }
  }

  private Grade given(DeliveredTurn delivered, Assignment assignment, Verdict verdict) {
    var turn = delivered.turn();
    var rubric = assignment.rubric();
    var stored =
        store.store(score(delivered, assignment, verdict), turn.getTimings().getAcceptedAt());
    if (stored.isEmpty()) {
      return new Skipped(Skip.FORGOTTEN);
    }
    meters.scored(turn, rubric, verdict);
    log.atInfo()
        .addKeyValue("rubric", rubric.name())
        .addKeyValue("score", verdict.score())
        .log("Judged a turn");
    return new Given(stored.get());
  }

  private Grade failed(CompletedTurn turn, Assignment assignment, NoVerdictException failure) {
    budget.book(turn.getTurnId(), failure.usage());
    meters.failed(assignment.rubric(), failure.usage());
    log.atWarn()
        .addKeyValue("rubric", assignment.rubric().name())
        .addKeyValue("failure", failure.getMessage())
        .log("A judge gave no verdict");
    return new Failed(assignment.rubric().name());
  }

  private TurnScore score(DeliveredTurn delivered, Assignment assignment, Verdict verdict) {
    var turn = delivered.turn();
    var rubric = assignment.rubric();
    return TurnScore.newBuilder()
        .setTurnId(turn.getTurnId())
        .setSessionId(turn.getSessionId())
        .setUserId(turn.getUserId())
        .setRubric(rubric.name())
        .setRubricVersion(rubric.version())
        .setJudgeModel(assignment.model())
        .setSimulated(assignment.simulated())
        .setScore(verdict.score())
        .setLowerIsBetter(rubric.direction() == Direction.LOWER_IS_BETTER)
        .setReasoning(verdict.reasoning())
        .setAgent(turn.getAgent())
        .setPromptVersion(turn.getPromptVersion())
        .setAnswerModel(turn.getModel())
        .setOrigin(turn.getOrigin())
        .setRejudged(rejudging)
        .setUsage(verdict.usage())
        .setScoredAt(clock.instant().truncatedTo(ChronoUnit.MICROS))
        .setProvenance(delivered.provenance(rubric.version()))
        .build();
  }
}

package dev.turnpike.judge.scoring;

import dev.turnpike.events.CompletedTurn;
import dev.turnpike.events.TurnScore;
import dev.turnpike.events.TurnStatus;
import dev.turnpike.judge.scoring.Grade.Awaited;
import dev.turnpike.judge.scoring.Grade.Failed;
import dev.turnpike.judge.scoring.Grade.Given;
import dev.turnpike.judge.scoring.Grade.Skipped;
import dev.turnpike.judge.verdict.Assignment;
import dev.turnpike.keyed.Outcome;
import dev.turnpike.keyed.PoisonRecordException;
import dev.turnpike.platform.EventRecords;
import dev.turnpike.platform.turns.DeliveredTurn;
import dev.turnpike.platform.turns.TurnHandler;
import dev.turnpike.telemetry.LogContext;
import io.opentelemetry.context.Context;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Scores one completed turn under every rubric, side by side, and publishes the scores.
 *
 * <p>The database says which scores a turn has, so a turn that comes again is judged only under
 * what is missing, and the same scores are published as before.
 *
 * <p>No rubric can keep the scores of another: what the others gave is stored before a judge that
 * is away is waited for, and published with the dead letter that says which gave none.
 */
public final class TurnScorer implements TurnHandler {

  private final List<Assignment> assignments;
  private final Grader grader;
  private final EventRecords<TurnScore> scores;

  public TurnScorer(List<Assignment> assignments, Grader grader, EventRecords<TurnScore> scores) {
    this.assignments = List.copyOf(assignments);
    this.grader = grader;
    this.scores = scores;
    this.assignments.forEach(grader::expect);
  }

  @Override
  public Outcome handle(DeliveredTurn delivered) throws InterruptedException {
    var turn = delivered.turn();
    if (!isJudged(turn)) {
      return Outcome.nothing();
    }
    if (grader.store().isForgotten(turn.getUserId(), turn.getTimings().getAcceptedAt())) {
      assignments.forEach(grader::skippedAsForgotten);
      return Outcome.nothing();
    }
    return outcome(turn, grades(delivered));
  }

  /**
   * Whole answers to people; not the titles and tags that a client asks for, nor what evaluations
   * ask, which grade it themselves.
   */
  public static boolean isJudged(CompletedTurn turn) {
    return turn.getStatus() == TurnStatus.COMPLETED
        && switch (turn.getOrigin()) {
          case NATIVE, OPENAI, UNKNOWN -> true;
          case TASK, EVALUATION -> false;
        };
  }

  private List<Grade> grades(DeliveredTurn delivered) throws InterruptedException {
    Map<ScoreKey, TurnScore> known = grader.store().find(delivered.turn().getTurnId());
    var trace = Context.current();
    List<Callable<Grade>> gradings =
        assignments.stream().map(each -> trace.wrap(() -> grade(delivered, each, known))).toList();
    var grades = new ArrayList<Grade>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var grading : threads.invokeAll(gradings)) {
        grades.add(grading.get());
      }
      return grades;
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e);
    }
  }

  private Grade grade(
      DeliveredTurn delivered, Assignment assignment, Map<ScoreKey, TurnScore> known)
      throws InterruptedException {
    LogContext.of(delivered.turn()).put(); // until this thread ends
    var score = known.get(ScoreKey.of(delivered.turn(), assignment));
    return score == null ? grader.grade(delivered, assignment) : new Given(score);
  }

  private Outcome outcome(CompletedTurn turn, List<Grade> grades) {
    var records = new ArrayList<ProducerRecord<byte[], byte[]>>();
    var failed = new ArrayList<String>();
    for (var grade : grades) {
      switch (grade) {
        case Given(var score) -> records.add(scores.record(score.getTurnId().toString(), score));
        case Failed(var rubric) -> failed.add(rubric);
        case Awaited(var outage) -> throw outage;
        case Skipped _ -> {
          // counted, and nothing to publish
        }
      }
    }
    grader.done(turn);
    if (failed.isEmpty()) {
      return new Outcome(records);
    }
    throw PoisonRecordException.inPart(
        "no_verdict",
        "The judge gave no valid verdict under %s".formatted(String.join(", ", failed)),
        records);
  }
}

package dev.turnpike.judge.scoring;

import dev.turnpike.events.CompletedTurn;
import dev.turnpike.events.TurnScore;
import dev.turnpike.events.TurnStatus;
import dev.turnpike.judge.rubric.Rubric;
import dev.turnpike.judge.verdict.Judge;
import dev.turnpike.keyed.Outcome;
import dev.turnpike.platform.EventRecords;
import dev.turnpike.platform.turns.DeliveredTurn;
import dev.turnpike.platform.turns.TurnHandler;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Scores one completed turn under every rubric and publishes the scores.
 *
 * <p>The database says which scores a turn has, so a turn that comes again is judged only under
 * what is missing, and the same scores are published as before.
 */
public final class TurnScorer implements TurnHandler {

  private static final Logger log = LoggerFactory.getLogger(TurnScorer.class);

  private final List<Rubric> rubrics;
  private final Judge judge;
  private final ScoreStore store;
  private final EventRecords<TurnScore> scores;
  private final MeterRegistry meters;
  private final Clock clock;

  public TurnScorer(
      List<Rubric> rubrics,
      Judge judge,
      ScoreStore store,
      EventRecords<TurnScore> scores,
      MeterRegistry meters,
      Clock clock) {
    this.rubrics = List.copyOf(rubrics);
    this.judge = judge;
    this.store = store;
    this.scores = scores;
    this.meters = meters;
    this.clock = clock;
  }

  @Override
  public Outcome handle(DeliveredTurn delivered) throws InterruptedException {
    var turn = delivered.turn();
    if (!isJudged(turn) || store.isForgotten(turn.getUserId(), acceptedAt(turn))) {
      return Outcome.nothing();
    }
    var records = new ArrayList<ProducerRecord<byte[], byte[]>>();
    for (var rubric : rubrics) {
      score(delivered, rubric)
          .ifPresent(score -> records.add(scores.record(score.getTurnId().toString(), score)));
    }
    return new Outcome(records);
  }

  /** Whole answers to people and to evaluations; not the titles and tags that a client asks for. */
  private static boolean isJudged(CompletedTurn turn) {
    return turn.getStatus() == TurnStatus.COMPLETED
        && switch (turn.getOrigin()) {
          case NATIVE, OPENAI, EVALUATION, UNKNOWN -> true;
          case TASK -> false;
        };
  }

  private static Instant acceptedAt(CompletedTurn turn) {
    return turn.getTimings().getAcceptedAt();
  }

  private Optional<TurnScore> score(DeliveredTurn delivered, Rubric rubric)
      throws InterruptedException {
    var key =
        new ScoreKey(delivered.turn().getTurnId(), rubric.name(), rubric.version(), judge.model());
    var known = store.find(key);
    return known.isPresent()
        ? known
        : store.store(judged(delivered, rubric), acceptedAt(delivered.turn()));
  }

  private TurnScore judged(DeliveredTurn delivered, Rubric rubric) throws InterruptedException {
    var turn = delivered.turn();
    var verdict = judge.judge(turn, rubric);
    DistributionSummary.builder("turnpike.judge.score")
        .description("Scores given, 0 to 1")
        .tag("rubric", rubric.name())
        .register(meters)
        .record(verdict.score());
    log.atInfo()
        .addKeyValue("rubric", rubric.name())
        .addKeyValue("score", verdict.score())
        .log("Judged a turn");
    return TurnScore.newBuilder()
        .setTurnId(turn.getTurnId())
        .setSessionId(turn.getSessionId())
        .setUserId(turn.getUserId())
        .setRubric(rubric.name())
        .setRubricVersion(rubric.version())
        .setJudgeModel(judge.model())
        .setSimulated(judge.simulated())
        .setScore(verdict.score())
        .setReasoning(verdict.reasoning())
        .setAgent(turn.getAgent())
        .setPromptVersion(turn.getPromptVersion())
        .setAnswerModel(turn.getModel())
        .setUsage(verdict.usage())
        .setScoredAt(clock.instant().truncatedTo(ChronoUnit.MICROS))
        .setProvenance(delivered.provenance(rubric.version()))
        .build();
  }
}

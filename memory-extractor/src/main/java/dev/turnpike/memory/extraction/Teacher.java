package dev.turnpike.memory.extraction;

import dev.turnpike.events.CompletedTurn;
import dev.turnpike.events.MemoryChange;
import dev.turnpike.events.TurnStatus;
import dev.turnpike.memory.embedding.Embedder;
import dev.turnpike.memory.ledger.FactChange;
import dev.turnpike.memory.ledger.Lesson;
import dev.turnpike.memory.ledger.MemoryLedger;
import dev.turnpike.memory.ledger.Taught;
import dev.turnpike.memory.ledger.Teaching;
import dev.turnpike.platform.EventRecords;
import dev.turnpike.platform.turns.DeliveredTurn;
import dev.turnpike.telemetry.Activity;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Learns from one completed turn.
 *
 * <p>The ledger says whether a turn was learned from, so a turn that comes again asks no model,
 * changes nothing, and gives the same changes as before. What is learned depends on nothing but the
 * turn, the extractor, the model's answers and what is known of the user: so whoever learns the
 * same turns again in their order gets the same facts.
 */
public final class Teacher {

  private static final Logger log = LoggerFactory.getLogger(Teacher.class);

  private final FactExtractor extractor;
  private final Findings findings;
  private final Judgement judgement;
  private final MemoryLedger ledger;
  private final Embedder embedder;
  private final LearningMeters meters;

  public Teacher(
      FactExtractor extractor,
      FactDecider decider,
      Embedder embedder,
      MemoryLedger ledger,
      MeterRegistry registry) {
    var embeddings = new PatientEmbedder(embedder);
    this.meters = new LearningMeters(registry, Clock.systemUTC());
    this.extractor = extractor;
    this.findings = new Findings(embeddings, ledger, meters);
    this.judgement = new Judgement(decider, embeddings, meters);
    this.ledger = ledger;
    this.embedder = embedder;
  }

  /** What a turn changes, or changed when it was learned from before; in that order. */
  public List<MemoryChange> learn(DeliveredTurn delivered) throws InterruptedException {
    try {
      return changes(delivered).stream().map(Published::of).toList();
    } catch (RuntimeException e) {
      meters.turn(EventRecords.isOutage(e) ? "waiting" : "failed");
      throw e;
    }
  }

  private List<FactChange> changes(DeliveredTurn delivered) throws InterruptedException {
    var turn = delivered.turn();
    var words = UserWords.of(turn);
    if (!teaches(turn) || words.said().isEmpty()) {
      meters.turn("skipped");
      return List.of();
    }
    var earlier = ledger.learnedFrom(turn.getTurnId());
    if (earlier.isPresent()) {
      meters.turn("repeated");
      ledger.announceWhatChangedSince(delivered.provenance(extractor.version()));
      return earlier.get();
    }
    if (ledger.isBarred(turn.getUserId(), turn.getTimings().getAcceptedAt())) {
      meters.turn("barred");
      return List.of();
    }
    return learn(delivered, words);
  }

  /** Nothing is learned from what failed, what the user excluded, and what no user said. */
  private static boolean teaches(CompletedTurn turn) {
    return turn.getStatus() == TurnStatus.COMPLETED
        && turn.getMemory()
        && switch (turn.getOrigin()) {
          case NATIVE, OPENAI, UNKNOWN -> true;
          case TASK, EVALUATION -> false;
        };
  }

  private List<FactChange> learn(DeliveredTurn delivered, UserWords words)
      throws InterruptedException {
    var turn = delivered.turn();
    try (var activity = Activity.begin("learn from turn")) {
      activity
          .set("turnpike.turn.id", turn.getTurnId().toString())
          .set("user.id", turn.getUserId())
          .set("session.id", turn.getSessionId());
      var candidates = extractor.extract(words);
      var teachings = judgement.of(findings.of(turn, words, candidates));
      var taught = ledger.learn(lesson(delivered, teachings));
      activity
          .set("turnpike.memory.extracted", candidates.size())
          .set("turnpike.memory.changed", taught.changes().size());
      return told(turn, taught, candidates.size(), teachings.size());
    }
  }

  private List<FactChange> told(CompletedTurn turn, Taught taught, int candidates, int teachings) {
    if (taught.now()) {
      meters.learned(turn.getTimings().getFinishedAt());
      meters.changed(taught.changes());
      meters.ignored("overtaken", teachings - taught.changes().size());
    } else {
      meters.turn("repeated");
    }
    log.atInfo()
        .addKeyValue("extracted", candidates)
        .addKeyValue("added", count(taught.changes(), FactChange.Kind.ADDED))
        .addKeyValue("updated", count(taught.changes(), FactChange.Kind.UPDATED))
        .addKeyValue("removed", count(taught.changes(), FactChange.Kind.REMOVED))
        .log("Learned from a turn");
    return taught.changes();
  }

  private static long count(List<FactChange> changes, FactChange.Kind kind) {
    return changes.stream().filter(change -> change.kind() == kind).count();
  }

  private Lesson lesson(DeliveredTurn delivered, List<Teaching> teachings) {
    var timings = delivered.turn().getTimings();
    return new Lesson(
        delivered.turn().getUserId(),
        delivered.provenance(extractor.version()),
        timings.getAcceptedAt(),
        timings.getFinishedAt(),
        extractor.model(),
        embedder.space(),
        teachings);
  }
}

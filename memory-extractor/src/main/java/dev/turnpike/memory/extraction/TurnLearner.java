package dev.turnpike.memory.extraction;

import dev.turnpike.events.CompletedTurn;
import dev.turnpike.events.MemoryAdded;
import dev.turnpike.events.MemoryChange;
import dev.turnpike.events.TurnStatus;
import dev.turnpike.keyed.Outcome;
import dev.turnpike.memory.embedding.Embedder;
import dev.turnpike.memory.ledger.LearnedFact;
import dev.turnpike.memory.ledger.Lesson;
import dev.turnpike.memory.ledger.MemoryLedger;
import dev.turnpike.platform.EventRecords;
import dev.turnpike.platform.turns.DeliveredTurn;
import dev.turnpike.platform.turns.TurnHandler;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Learns from one completed turn and publishes what it taught.
 *
 * <p>The database says whether a turn was learned from, so a turn that comes again asks no model,
 * adds nothing, and publishes the same changes as before.
 */
public final class TurnLearner implements TurnHandler {

  private static final Logger log = LoggerFactory.getLogger(TurnLearner.class);
  private static final Duration EMBEDDING_PATIENCE = Duration.ofSeconds(30);

  private final FactExtractor extractor;
  private final Embedder embedder;
  private final MemoryLedger ledger;
  private final EventRecords<MemoryChange> changes;
  private final MeterRegistry meters;
  private final Clock clock;

  /** Leaves the embedder's queue to those who recall. */
  private final Semaphore embedding;

  public TurnLearner(
      FactExtractor extractor,
      Embedder embedder,
      MemoryLedger ledger,
      EventRecords<MemoryChange> changes,
      MeterRegistry meters,
      Clock clock) {
    this.extractor = extractor;
    this.embedder = embedder;
    this.ledger = ledger;
    this.changes = changes;
    this.meters = meters;
    this.clock = clock;
    this.embedding = new Semaphore(embedder.threads());
  }

  @Override
  public Outcome handle(DeliveredTurn delivered) throws InterruptedException {
    var turn = delivered.turn();
    var words = UserWords.of(turn);
    if (!teaches(turn) || words.said().isEmpty() || isForgotten(turn)) {
      return Outcome.nothing();
    }
    var earlier = ledger.learnedFrom(turn.getTurnId());
    var learned = earlier.isPresent() ? earlier.get() : learn(delivered, words);
    return new Outcome(learned.stream().map(this::change).toList());
  }

  private boolean isForgotten(CompletedTurn turn) {
    return ledger.isForgotten(turn.getUserId(), turn.getTimings().getAcceptedAt());
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

  private List<LearnedFact> learn(DeliveredTurn delivered, UserWords words)
      throws InterruptedException {
    var turn = delivered.turn();
    var facts = admitted(extractor.extract(words));
    var learned =
        ledger.learn(
            new Lesson(
                turn.getUserId(),
                delivered.provenance(extractor.version()),
                turn.getTimings().getAcceptedAt(),
                extractor.model(),
                clock.instant(),
                facts));
    count("added", learned.size());
    count("known", facts.size() - learned.size());
    log.atInfo()
        .addKeyValue("extracted", facts.size())
        .addKeyValue("added", learned.size())
        .log("Learned from a turn");
    return learned;
  }

  private List<Lesson.Fact> admitted(List<String> texts) throws InterruptedException {
    var facts = new ArrayList<Lesson.Fact>();
    for (int i = 0; i < texts.size(); i++) {
      var admission = Admission.of(texts.get(i));
      if (admission == Admission.KEPT) {
        facts.add(fact(i, texts.get(i)));
      } else {
        count(admission.name().toLowerCase(Locale.ROOT), 1);
      }
    }
    return facts;
  }

  private Lesson.Fact fact(int index, String text) throws InterruptedException {
    embedding.acquire();
    try {
      return new Lesson.Fact(index, text, embedder.embed(text, EMBEDDING_PATIENCE));
    } finally {
      embedding.release();
    }
  }

  private ProducerRecord<byte[], byte[]> change(LearnedFact fact) {
    return changes.record(
        fact.memoryId().toString(),
        fact.userId(),
        MemoryChange.newBuilder()
            .setMemoryId(fact.memoryId())
            .setUserId(fact.userId())
            .setChangedAt(fact.learnedAt())
            .setProvenance(fact.provenance())
            .setBody(new MemoryAdded(fact.text()))
            .build());
  }

  private void count(String result, int facts) {
    meters.counter("turnpike.memory.facts", "result", result).increment(facts);
  }
}

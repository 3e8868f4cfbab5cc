package dev.turnpike.judge.rejudge;

import dev.turnpike.events.TurnScore;
import dev.turnpike.judge.scoring.UnannouncedScores;
import java.util.UUID;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Publishes what was stored, each score exactly once, however often the process dies:
 *
 * <pre>
 *  stored with a note ─▶ taken into a batch ─▶ [Kafka: scores and the batch's name] ─▶ note cleared
 * </pre>
 *
 * <p>Invariant: no batch is written before the one before it is cleared. So the name that Kafka has
 * tells of the one batch whose fate a dead process left open. One thread at a time.
 */
final class Announcer {

  private static final int MOST = 500;

  /** Writes to {@code turns.scored}. */
  interface Transactions {

    /** The name of the batch that was written last; empty when it is not known. */
    String last();

    /** Writes all of it, and its name, or nothing. */
    void write(Iterable<TurnScore> scores, String name);
  }

  private final UnannouncedScores unannounced;
  private final TransactionOperations database;
  private final Transactions kafka;
  private long published;

  Announcer(UnannouncedScores unannounced, TransactionOperations database, Transactions kafka) {
    this.unannounced = unannounced;
    this.database = database;
    this.kafka = kafka;
  }

  /** Publishes all that is stored by now. */
  void announce() {
    var batch = unannounced.pending().or(() -> unannounced.take(MOST));
    while (batch.isPresent()) {
      announce(batch.get());
      batch = unannounced.pending().or(() -> unannounced.take(MOST));
    }
  }

  /** Scores that were published. */
  long published() {
    return published;
  }

  private void announce(UUID batch) {
    var name = batch.toString();
    if (name.equals(kafka.last())) {
      unannounced.clear(batch);
      return;
    }
    database.executeWithoutResult(
        _ -> {
          var scores = unannounced.lock(batch);
          if (!scores.isEmpty()) {
            kafka.write(scores, name);
            published += scores.size();
          }
          unannounced.clear(batch);
        });
  }
}

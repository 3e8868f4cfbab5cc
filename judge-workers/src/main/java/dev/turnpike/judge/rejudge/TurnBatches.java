package dev.turnpike.judge.rejudge;

import dev.turnpike.events.CompletedTurn;
import dev.turnpike.judge.scoring.TurnScorer;
import dev.turnpike.keyed.PoisonRecordException;
import dev.turnpike.platform.EventRecords;
import dev.turnpike.platform.turns.CompletedLog;
import dev.turnpike.platform.turns.DeliveredTurn;
import dev.turnpike.platform.turns.Stretch;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * The turns of a time that judges judge, as the log has them, a hundred at once.
 *
 * <p>When a turn ended is said by the turn. The time of its record says only from where to read: it
 * is that or later, but for a difference of clocks.
 */
final class TurnBatches {

  private static final int SIZE = 100;
  private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(5);

  private final CompletedLog log;
  private final EventRecords<CompletedTurn> records;
  private final @Nullable Instant since;
  private final @Nullable Instant until;
  private long unreadable;
  private long lost;

  TurnBatches(
      CompletedLog log,
      EventRecords<CompletedTurn> records,
      @Nullable Instant since,
      @Nullable Instant until) {
    this.log = log;
    this.records = records;
    this.since = since;
    this.until = until;
  }

  /** Takes turns in the order of their partition; may block. */
  interface Taker {
    void take(List<DeliveredTurn> turns) throws InterruptedException;
  }

  /** All that there is now. */
  Stretch stretch() {
    return since == null ? log.whole() : log.since(since.minus(CLOCKS_DIFFER));
  }

  /** Returns at the end; what the taker throws ends it before. */
  void read(Stretch stretch, Taker taker, CompletedLog.Progress progress)
      throws InterruptedException {
    unreadable = 0;
    lost = 0;
    var reading = new Reading(taker);
    log.read(stretch, reading::add, progress, places -> lost += places);
    reading.flush();
  }

  /** Records of the last reading, so far. */
  long unreadable() {
    return unreadable;
  }

  /** Places that retention removed before the last reading came to them. */
  long lost() {
    return lost;
  }

  private boolean isWanted(CompletedTurn turn) {
    var ended = turn.getTimings().getFinishedAt();
    return TurnScorer.isJudged(turn)
        && (since == null || !ended.isBefore(since))
        && (until == null || ended.isBefore(until));
  }

  /** One pass over the log. */
  private final class Reading {

    private final Taker taker;
    private final List<DeliveredTurn> batch = new ArrayList<>();

    Reading(Taker taker) {
      this.taker = taker;
    }

    void add(ConsumerRecord<byte[], byte[]> record) throws InterruptedException {
      try {
        var turn = records.read(record);
        if (isWanted(turn)) {
          batch.add(new DeliveredTurn(turn, record.topic(), record.partition(), record.offset()));
        }
      } catch (PoisonRecordException e) {
        unreadable++;
      }
      if (batch.size() == SIZE) {
        flush();
      }
    }

    void flush() throws InterruptedException {
      if (!batch.isEmpty()) {
        taker.take(List.copyOf(batch));
        batch.clear();
      }
    }
  }
}

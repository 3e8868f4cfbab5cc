package dev.turnpike.ingress.mailbox;

import dev.turnpike.ingress.mailbox.CatchUps.CatchUp;
import dev.turnpike.ingress.mailbox.Follower.Lost;
import dev.turnpike.schemas.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;

/**
 * One reading of a mailbox from some place to its tail, for all who have to catch up there: however
 * many reconnect at once, the log is read once. Whoever comes meanwhile and has its place ahead
 * joins in.
 *
 * <pre>
 *   waiting ──its place is reached──▶ reading ──the tail takes over──▶ done
 *      │ gone, or no event of the turn    │ the end, no room, closed
 *      └──────────────────────────────────┴─────────────────────────────▶ done
 * </pre>
 *
 * <p>Invariant: between the sweep's last event and the tail's first one nothing is left out. The
 * tail takes a reading over only when it stands no further than the sweep.
 */
final class LogSweep {
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** Records between two that are still read together, rather than one after the other. */
  private static final long NEAR = 100_000;

  /** Whoever reads the mailbox's newest records. */
  interface Tail {
    /**
     * Gives the readings all from an offset on, unless the tail is past it.
     *
     * @return the offset when it does so; otherwise a higher one, up to which to read first
     */
    CompletableFuture<Long> join(TopicPartition mailbox, long from, List<Reading> readings);
  }

  /** What all sweeps work with. */
  record Parts(CatchUps waiting, Replies replies, Tail tail, MailboxMetrics metrics) {}

  private final Consumer<String, byte[]> consumer;
  private final Parts parts;
  private final TopicPartition mailbox;
  private final SweptReadings readings;
  private List<CatchUp> unplaced;

  /**
   * @param first of one mailbox
   */
  LogSweep(Consumer<String, byte[]> consumer, List<CatchUp> first, Parts parts) {
    this.consumer = consumer;
    this.parts = parts;
    this.mailbox =
        new TopicPartition(Topics.CHAT_REPLIES.name(), first.getFirst().place().mailbox());
    this.readings = new SweptReadings(parts.replies());
    this.unplaced = first;
  }

  void run() throws InterruptedException {
    consumer.assign(List.of(mailbox));
    StartingPoints points = new StartingPoints(consumer, mailbox);
    List<StartingPoint> starts = place(points);
    if (starts.isEmpty()) {
      return;
    }
    long first = starts.stream().mapToLong(StartingPoint::offset).min().getAsLong();
    consumer.seek(mailbox, first);
    take(starts, first);
    long goal = points.end();
    long progressAt = System.nanoTime();
    long position = first;
    while (true) {
      if (position >= goal) {
        goal = handOver(position);
      }
      if (readings.isEmpty()) {
        return;
      }
      ConsumerRecords<String, byte[]> records = consumer.poll(POLL);
      readings.give(records.records(mailbox));
      parts.metrics().swept(records.count());
      if (consumer.position(mailbox) > position) {
        position = consumer.position(mailbox);
        progressAt = System.nanoTime();
      } else if (System.nanoTime() - progressAt > PATIENCE.toNanos()) {
        throw new IllegalStateException("nothing came for " + PATIENCE);
      }
      unplaced = parts.waiting().takeOf(mailbox.partition());
      take(place(points), position);
    }
  }

  void loseAll(Lost why) {
    unplaced.forEach(catchUp -> catchUp.reading().lose(why));
    readings.loseAll(why);
  }

  private List<StartingPoint> place(StartingPoints points) {
    List<StartingPoint> starts =
        unplaced.stream().flatMap(each -> points.of(each).stream()).toList();
    unplaced = List.of();
    return starts;
  }

  /** Those that lie behind, or far ahead, are for another sweep. */
  private void take(List<StartingPoint> starts, long position) {
    List<CatchUp> others = new ArrayList<>();
    for (StartingPoint start : starts) {
      if (start.offset() < position || start.offset() > position + NEAR) {
        others.add(start.catchUp());
      } else {
        readings.add(start);
      }
    }
    parts.waiting().putBack(others);
  }

  /** Returns up to where to read before the next try. */
  private long handOver(long position) throws InterruptedException {
    readings.loseEnded();
    Collection<Reading> ready = readings.begun();
    if (ready.isEmpty()) {
      return position + 1;
    }
    try {
      long joined =
          parts
              .tail()
              .join(mailbox, position, prepared(ready, position))
              .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      if (joined == position) {
        readings.removeAll(ready);
      }
      return Math.max(joined, position + 1);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("the tail of the mailbox is not read now", e);
    }
  }

  private static List<Reading> prepared(Collection<Reading> ready, long position) {
    ready.forEach(reading -> reading.skipTo(position));
    return List.copyOf(ready);
  }
}

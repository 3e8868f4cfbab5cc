package dev.turnpike.memory.announcements;

import dev.turnpike.events.MemoryChange;
import dev.turnpike.platform.EventRecords;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Publishes the state of the memories in {@code memory.announcements}: the fact as it is, or a
 * tombstone when there is none.
 *
 * <p>A turn may have been learned from before a fact of it was deleted, and its transaction be
 * committed after the tombstone. So each announcement is made again later than any such transaction
 * can end, from the state that is then: the last word is the database's. A crash repeats an
 * announcement, which changes nothing.
 */
public final class Announcer {

  private static final int MOST = 200;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final JdbcClient jdbc;
  private final TransactionOperations transactions;
  private final EventRecords<MemoryChange> changes;
  private final Producer<String, byte[]> producer;
  private final Duration pause;
  private final Counter published;

  /**
   * @param pause until an announcement is made again; longer than a Kafka transaction may take
   */
  public Announcer(
      JdbcClient jdbc,
      TransactionOperations transactions,
      EventRecords<MemoryChange> changes,
      Producer<String, byte[]> producer,
      Duration pause,
      MeterRegistry meters) {
    this.jdbc = jdbc;
    this.transactions = transactions;
    this.changes = changes;
    this.producer = producer;
    this.pause = pause;
    this.published =
        Counter.builder("turnpike.memory.announcements")
            .description("Changes of memories published that no turn made")
            .register(meters);
  }

  /** Publishes all that is due. */
  public void announce() {
    while (announced() == MOST) {
      // there is more
    }
  }

  private int announced() {
    Integer count =
        transactions.execute(
            _ -> {
              var table = new AnnouncementTable(jdbc);
              var due = table.due(MOST);
              if (!due.isEmpty()) {
                publish(due);
                table.said(due, pause);
              }
              return due.size();
            });
    return count == null ? 0 : count;
  }

  private void publish(List<Announcement> due) {
    List<Future<RecordMetadata>> sent = due.stream().map(a -> producer.send(record(a))).toList();
    try {
      for (var one : sent) {
        var _ = one.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      }
    } catch (ExecutionException | TimeoutException e) {
      throw new KafkaException("Changes of memories were not published", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaException("Interrupted while changes of memories were published", e);
    }
    published.increment(due.size());
  }

  private ProducerRecord<String, byte[]> record(Announcement announcement) {
    var key = announcement.memoryId().toString();
    var user = announcement.userId();
    var record =
        announcement
            .state()
            .map(state -> changes.record(key, user, state))
            .orElseGet(() -> changes.tombstone(key, user));
    return new ProducerRecord<>(
        record.topic(),
        record.partition(),
        new String(record.key(), StandardCharsets.UTF_8),
        record.value());
  }
}

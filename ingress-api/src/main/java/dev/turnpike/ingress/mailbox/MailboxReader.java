package dev.turnpike.ingress.mailbox;

import dev.turnpike.events.ReplyEvent;
import dev.turnpike.schemas.EventSerde;
import dev.turnpike.schemas.MalformedEventException;
import dev.turnpike.schemas.RegistryUnavailableException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads this node's mailboxes from their end and gives each event to its turn's feed. One thread; a
 * record that nobody here follows is dropped by its key alone, undecoded.
 *
 * <p>Invariants: the thread never waits for a follower; after an outage, and after the consumer had
 * to be made anew, it goes on where it was; until it stands at the end of every mailbox for the
 * first time, no turn may name one of them.
 */
final class MailboxReader implements Runnable {
  private static final Logger log = LoggerFactory.getLogger(MailboxReader.class);
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration PAUSE = Duration.ofMillis(250);

  private final Supplier<Consumer<String, byte[]>> consumers;
  private final Collection<TopicPartition> mailboxes;
  private final EventSerde<ReplyEvent> serde;
  private final Feeds feeds;
  private final MailboxMetrics metrics;

  private final Map<TopicPartition, Long> positions = new HashMap<>(); // of the reader thread
  private volatile boolean ready;
  private volatile boolean stopped;
  private @Nullable Consumer<String, byte[]> current; // guarded by this

  MailboxReader(
      Supplier<Consumer<String, byte[]>> consumers,
      Collection<TopicPartition> mailboxes,
      EventSerde<ReplyEvent> serde,
      Feeds feeds,
      MailboxMetrics metrics) {
    this.consumers = consumers;
    this.mailboxes = List.copyOf(mailboxes);
    this.serde = serde;
    this.feeds = feeds;
    this.metrics = metrics;
  }

  /** Whether what is sent to a mailbox from now on will be seen. */
  boolean isReady() {
    return ready;
  }

  synchronized void stop() {
    stopped = true;
    if (current != null) {
      current.wakeup();
    }
  }

  @Override
  public void run() {
    while (!stopped) {
      try (Consumer<String, byte[]> consumer = open()) {
        position(consumer);
        ready = true;
        while (!stopped) {
          dispatch(consumer, consumer.poll(POLL));
        }
      } catch (WakeupException e) {
        // stop() asked for it.
      } catch (KafkaException e) {
        log.atWarn().addKeyValue("reason", e.getMessage()).log("Mailbox reader starts anew");
        pause();
      }
    }
  }

  private synchronized Consumer<String, byte[]> open() {
    Consumer<String, byte[]> consumer = consumers.get();
    current = consumer;
    if (stopped) {
      consumer.wakeup();
    }
    return consumer;
  }

  private void position(Consumer<String, byte[]> consumer) {
    consumer.assign(mailboxes);
    for (TopicPartition mailbox : mailboxes) {
      Long known = positions.get(mailbox);
      if (known == null) {
        consumer.seekToEnd(Set.of(mailbox));
        positions.put(mailbox, consumer.position(mailbox)); // Waits until it is known.
      } else {
        consumer.seek(mailbox, known);
      }
    }
  }

  private void dispatch(
      Consumer<String, byte[]> consumer, ConsumerRecords<String, byte[]> records) {
    Set<TurnFeed> fed = new LinkedHashSet<>();
    try {
      for (TopicPartition mailbox : records.partitions()) {
        for (ConsumerRecord<String, byte[]> record : records.records(mailbox)) {
          deliver(record, fed);
          positions.put(mailbox, record.offset() + 1);
        }
      }
    } catch (RegistryUnavailableException e) {
      log.atWarn().addKeyValue("reason", e.getMessage()).log("Mailbox waits for the registry");
      positions.forEach(consumer::seek);
      pause();
    } finally {
      fed.forEach(TurnFeed::pause);
    }
  }

  private void deliver(ConsumerRecord<String, byte[]> record, Set<TurnFeed> fed) {
    TurnFeed feed = record.key() == null ? null : feeds.of(record.key());
    if (feed == null || record.value() == null) {
      return;
    }
    try {
      ReplyEvent reply = serde.deserialize(record.value());
      feed.give(new MailboxEvent(reply, record.partition(), record.offset()));
      fed.add(feed);
      metrics.arrived(record.timestamp());
    } catch (MalformedEventException e) {
      metrics.unreadable();
      log.atWarn()
          .addKeyValue("turn", record.key())
          .addKeyValue("partition", record.partition())
          .addKeyValue("offset", record.offset())
          .addKeyValue("reason", e.getMessage())
          .log("Unreadable reply skipped");
    }
  }

  private void pause() {
    try {
      Thread.sleep(PAUSE);
    } catch (InterruptedException e) {
      stopped = true;
    }
  }
}

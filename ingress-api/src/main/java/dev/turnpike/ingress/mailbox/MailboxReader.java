package dev.turnpike.ingress.mailbox;

import dev.turnpike.events.ReplyEvent;
import dev.turnpike.schemas.RegistryUnavailableException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the tail of this node's mailboxes, and of others' while somebody here follows a turn there,
 * and gives each event to its turn's feed. One thread; a record that nobody here follows is dropped
 * by its key alone, undecoded.
 *
 * <p>Invariants: the thread never waits for a follower; after an outage, and after the consumer had
 * to be made anew, it goes on where it was; until it stands at the end of every mailbox of its own
 * for the first time, no turn may name one of them.
 */
final class MailboxReader implements Runnable, LogSweep.Tail {
  private static final Logger log = LoggerFactory.getLogger(MailboxReader.class);
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration PAUSE = Duration.ofMillis(250);

  private final Supplier<Consumer<String, byte[]>> consumers;
  private final Set<TopicPartition> own;
  private final Replies replies;
  private final Feeds feeds;
  private final MailboxMetrics metrics;

  private final Map<TopicPartition, Long> positions = new HashMap<>(); // of the reader thread
  private final Queue<Join> joins = new ConcurrentLinkedQueue<>();
  private volatile boolean ready;
  private volatile boolean stopped;
  private @Nullable Consumer<String, byte[]> current; // guarded by this

  MailboxReader(
      Supplier<Consumer<String, byte[]>> consumers,
      Collection<TopicPartition> own,
      Replies replies,
      Feeds feeds,
      MailboxMetrics metrics) {
    this.consumers = consumers;
    this.own = Set.copyOf(own);
    this.replies = replies;
    this.feeds = feeds;
    this.metrics = metrics;
  }

  /** Those who have read a mailbox up to an offset and want to go on with what comes. */
  private record Join(
      TopicPartition mailbox, long from, List<Reading> readings, CompletableFuture<Long> joined) {}

  /** Whether what is sent to a mailbox from now on will be seen. */
  boolean isReady() {
    return ready;
  }

  @Override
  public CompletableFuture<Long> join(TopicPartition mailbox, long from, List<Reading> readings) {
    Join join = new Join(mailbox, from, readings, new CompletableFuture<>());
    joins.add(join);
    wakeUp();
    return join.joined();
  }

  void stop() {
    stopped = true;
    wakeUp();
  }

  private synchronized void wakeUp() {
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
          dispatch(consumer, poll(consumer));
          leaveForeign(consumer);
          admit(consumer);
        }
      } catch (WakeupException e) {
        // Somebody joins or stop() asked for it; a new consumer is no harm.
      } catch (RuntimeException e) {
        log.atWarn().addKeyValue("reason", e.getMessage()).log("Mailbox reader starts anew");
        pause();
      }
    }
  }

  private synchronized Consumer<String, byte[]> open() {
    Consumer<String, byte[]> consumer = consumers.get();
    current = consumer;
    return consumer;
  }

  private void position(Consumer<String, byte[]> consumer) {
    Set<TopicPartition> all = new HashSet<>(own);
    all.addAll(positions.keySet());
    consumer.assign(all);
    for (TopicPartition mailbox : all) {
      Long known = positions.get(mailbox);
      if (known == null) {
        consumer.seekToEnd(Set.of(mailbox));
        positions.put(mailbox, consumer.position(mailbox)); // Waits until it is known.
      } else {
        consumer.seek(mailbox, known);
      }
    }
  }

  private static ConsumerRecords<String, byte[]> poll(Consumer<String, byte[]> consumer) {
    try {
      return consumer.poll(POLL);
    } catch (WakeupException e) {
      return ConsumerRecords.empty();
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
      fed.forEach(feed -> feed.pause().forEach(feeds::remove));
    }
  }

  /**
   * Gives a record's event to those who follow its turn.
   *
   * @param fed takes their feed
   */
  void deliver(ConsumerRecord<String, byte[]> record, Set<TurnFeed> fed) {
    TurnFeed feed = record.key() == null ? null : feeds.of(record.key());
    if (feed == null) {
      return;
    }
    ReplyEvent reply = replies.read(record);
    if (reply != null) {
      feed.give(new MailboxEvent(reply, record.partition(), record.offset()));
      fed.add(feed);
      metrics.arrived(record.timestamp());
    }
  }

  /** Others' mailboxes are read no longer than somebody follows a turn there. */
  private void leaveForeign(Consumer<String, byte[]> consumer) {
    if (positions.size() == own.size()) {
      return;
    }
    boolean left =
        positions
            .keySet()
            .removeIf(mailbox -> !own.contains(mailbox) && !feeds.concern(mailbox.partition()));
    if (left) {
      consumer.assign(positions.keySet());
    }
  }

  /** Between polls, so that the position is that of everything dispatched. */
  private void admit(Consumer<String, byte[]> consumer) {
    for (Join join = joins.peek(); join != null; join = joins.peek()) {
      TopicPartition mailbox = join.mailbox();
      if (positions.putIfAbsent(mailbox, join.from()) == null) {
        consumer.assign(positions.keySet());
        consumer.seek(mailbox, join.from());
      }
      long position = consumer.position(mailbox);
      if (position <= join.from()) {
        join.readings().forEach(this::admit);
      }
      join.joined().complete(Math.max(position, join.from()));
      joins.remove(); // Not before: what fails is tried again with the next consumer.
    }
  }

  /** It may have been closed meanwhile. */
  private void admit(Reading reading) {
    feeds.add(reading);
    if (reading.isOver()) {
      feeds.remove(reading);
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

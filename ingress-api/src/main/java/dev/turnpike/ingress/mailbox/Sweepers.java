package dev.turnpike.ingress.mailbox;

import dev.turnpike.ingress.mailbox.CatchUps.CatchUp;
import dev.turnpike.ingress.mailbox.Follower.Lost;
import java.util.List;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads that bring followers from some place in the log to its tail, see {@link LogSweep}.
 * Decoding is work for a processor, so they are few, and platform threads.
 */
final class Sweepers {
  private static final Logger log = LoggerFactory.getLogger(Sweepers.class);
  private static final int THREADS = 2;

  private final CatchUps waiting;
  private final Supplier<Consumer<String, byte[]>> consumers;
  private final LogSweep.Parts parts;

  Sweepers(CatchUps waiting, Supplier<Consumer<String, byte[]>> consumers, LogSweep.Parts parts) {
    this.waiting = waiting;
    this.consumers = consumers;
    this.parts = parts;
  }

  void start() {
    for (int i = 0; i < THREADS; i++) {
      Thread.ofPlatform().daemon().name("log-sweep-" + i).start(this::run);
    }
  }

  void stop() {
    waiting.close();
  }

  private void run() {
    Consumer<String, byte[]> consumer = null;
    try {
      while (waiting.isOpen()) {
        List<CatchUp> first = waiting.take();
        if (!first.isEmpty()) {
          consumer = sweep(first, consumer);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (consumer != null) {
      close(consumer);
    }
  }

  /** Returns the consumer for the next sweep; null when it is of no more use. */
  private @Nullable Consumer<String, byte[]> sweep(
      List<CatchUp> first, @Nullable Consumer<String, byte[]> known) throws InterruptedException {
    Consumer<String, byte[]> consumer;
    try {
      consumer = known == null ? consumers.get() : known;
    } catch (KafkaException e) {
      unreachable(e);
      first.forEach(catchUp -> catchUp.reading().lose(Lost.UNREACHABLE));
      return null;
    }
    LogSweep sweep = new LogSweep(consumer, first, parts);
    try {
      sweep.run();
      consumer.unsubscribe();
      return consumer;
    } catch (OffsetOutOfRangeException e) { // It was deleted while it was read.
      sweep.loseAll(Lost.GONE);
    } catch (RuntimeException e) { // Kafka or the registry is away.
      unreachable(e);
      sweep.loseAll(Lost.UNREACHABLE);
    }
    close(consumer);
    return null;
  }

  private static void unreachable(RuntimeException why) {
    log.atWarn().addKeyValue("reason", why.getMessage()).log("Log can't be read");
  }

  private static void close(Consumer<?, ?> consumer) {
    try {
      consumer.close();
    } catch (KafkaException e) {
      log.atWarn().addKeyValue("reason", e.getMessage()).log("Consumer not closed cleanly");
    }
  }
}

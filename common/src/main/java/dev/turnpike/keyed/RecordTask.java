package dev.turnpike.keyed;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One record on its virtual thread, until it is handled, dead-lettered or given up.
 *
 * <p>An outage is waited out with growing pauses, for ever; another failure is tried {@code
 * maxFailures} times. Either way only this record's key waits.
 */
final class RecordTask implements Runnable {

  private static final Logger log = LoggerFactory.getLogger(RecordTask.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

  private final PartitionWork work;
  private final ConsumerRecord<byte[], byte[]> record;
  private final RecordHandler handler;
  private final KeyedSettings settings;
  private final DeadLetters deadLetters;
  private final KeyedMetrics metrics;

  RecordTask(
      PartitionWork work,
      ConsumerRecord<byte[], byte[]> record,
      RecordHandler handler,
      KeyedSettings settings,
      DeadLetters deadLetters,
      KeyedMetrics metrics) {
    this.work = work;
    this.record = record;
    this.handler = handler;
    this.settings = settings;
    this.deadLetters = deadLetters;
    this.metrics = metrics;
  }

  @Override
  public void run() {
    @Nullable Outcome outcome = null;
    try {
      outcome = untilHandled();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      work.finish(record, outcome);
    }
  }

  private Outcome untilHandled() throws InterruptedException {
    int failures = 0;
    for (int pauses = 0; ; pauses++) {
      try {
        var outcome = handler.handle(record);
        if (outcome.largestRecordBytes() > settings.maxOutcomeBytes()) {
          throw new PoisonRecordException(
              "outcome_too_large",
              "its outcome has a record of %d bytes, the most is %d"
                  .formatted(outcome.largestRecordBytes(), settings.maxOutcomeBytes()));
        }
        return outcome;
      } catch (InterruptedException e) {
        throw e;
      } catch (PoisonRecordException e) {
        return deadLetter(e.reason(), e);
      } catch (Exception | LinkageError | StackOverflowError | OutOfMemoryError e) {
        boolean outage = settings.outage().test(e);
        if (!outage && ++failures >= settings.maxFailures()) {
          return deadLetter("always_fails", e);
        }
        about(log.atWarn(), e).addKeyValue("outage", outage).log("Record failed, trying again");
        metrics.retried(outage);
        Thread.sleep(pause(pauses));
      }
    }
  }

  private Outcome deadLetter(String reason, Throwable failure) {
    about(log.atError(), failure).addKeyValue("reason", reason).log("Record goes to dead letters");
    metrics.deadLettered(reason);
    return Outcome.publishing(deadLetters.letter(record, reason, failure));
  }

  private org.slf4j.spi.LoggingEventBuilder about(
      org.slf4j.spi.LoggingEventBuilder event, Throwable failure) {
    return event
        .addKeyValue("topic", record.topic())
        .addKeyValue("partition", record.partition())
        .addKeyValue("offset", record.offset())
        .addKeyValue("failure", DeadLetters.describe(failure));
  }

  /** Doubling from the first pause to the longest, with up to half of it as jitter. */
  private static Duration pause(int pauses) {
    long full = Math.min(LONGEST_PAUSE.toMillis(), FIRST_PAUSE.toMillis() << Math.min(pauses, 10));
    return Duration.ofMillis(full / 2 + ThreadLocalRandom.current().nextLong(full / 2 + 1));
  }
}

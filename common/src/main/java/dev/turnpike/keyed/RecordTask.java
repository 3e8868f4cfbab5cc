package dev.turnpike.keyed;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * One record on its virtual thread, until it is handled or dead-lettered, or its partition is gone.
 *
 * <p>An outage is waited out with growing pauses, for ever; another failure is tried {@code
 * maxFailures} times. Either way only this record's key waits. Nothing is tried again once the
 * partition has another owner. A handler that is interrupted while the partition is ours has
 * failed, like any other.
 */
final class RecordTask implements Runnable, Delivery {

  /** What the tasks of one consumer share. */
  record Scope(
      RecordHandler handler,
      KeyedSettings settings,
      DeadLetters deadLetters,
      KeyedMetrics metrics,
      Pause pause) {}

  /** Waits between two tries. */
  interface Pause {
    void pause(Duration length) throws InterruptedException;
  }

  private static final Logger log = LoggerFactory.getLogger(RecordTask.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

  private final PartitionWork work;
  private final ConsumerRecord<byte[], byte[]> record;
  private final List<Long> behind;
  private final Scope scope;

  RecordTask(
      PartitionWork work, ConsumerRecord<byte[], byte[]> record, List<Long> behind, Scope scope) {
    this.work = work;
    this.record = record;
    this.behind = behind;
    this.scope = scope;
  }

  @Override
  public void run() {
    @Nullable Outcome outcome = null;
    try {
      outcome = untilHandled();
    } finally {
      work.finish(record, outcome);
    }
  }

  @Override
  public List<Long> unfinishedBefore() {
    return behind;
  }

  @Override
  public boolean owned() {
    return work.owned();
  }

  /** Null when the partition was taken away first. */
  private @Nullable Outcome untilHandled() {
    int failures = 0;
    for (int tries = 0; work.owned(); tries++) {
      try {
        if (tries > 0) {
          scope.pause().pause(pause(tries));
        }
        return handle();
      } catch (PoisonRecordException e) {
        var published = new ArrayList<>(e.besides());
        published.addAll(deadLetter(e.reason(), e).publish());
        return new Outcome(published);
      } catch (Throwable e) {
        if (!work.owned()) {
          return null;
        }
        boolean outage = scope.settings().outage().test(e);
        if (!outage && ++failures >= scope.settings().maxFailures()) {
          return deadLetter("always_fails", e);
        }
        about(log.atWarn(), e).addKeyValue("outage", outage).log("Record failed");
        scope.metrics().retried(outage);
      }
    }
    return null;
  }

  private Outcome handle() throws Exception {
    var outcome = scope.handler().handle(record, this);
    int most = scope.settings().maxOutcomeBytes();
    for (var publish : outcome.publish()) {
      int bytes = Outcome.bytes(publish);
      if (bytes > most) {
        throw new PoisonRecordException(
            "outcome_too_large",
            "its outcome has a record of %d bytes, the most is %d".formatted(bytes, most));
      }
    }
    return outcome;
  }

  private Outcome deadLetter(String reason, Throwable failure) {
    about(log.atError(), failure).addKeyValue("reason", reason).log("Record goes to dead letters");
    scope.metrics().deadLettered(reason);
    return Outcome.publishing(scope.deadLetters().letter(record, reason, failure));
  }

  private LoggingEventBuilder about(LoggingEventBuilder event, Throwable failure) {
    return event
        .addKeyValue("topic", record.topic())
        .addKeyValue("partition", record.partition())
        .addKeyValue("offset", record.offset())
        .addKeyValue("failure", DeadLetters.describe(failure));
  }

  /** Doubling from the first pause to the longest, with up to half of it as jitter. */
  private static Duration pause(int tries) {
    long full = Math.min(LONGEST_PAUSE.toMillis(), FIRST_PAUSE.toMillis() << Math.min(tries, 10));
    return Duration.ofMillis(full / 2 + ThreadLocalRandom.current().nextLong(full / 2 + 1));
  }
}

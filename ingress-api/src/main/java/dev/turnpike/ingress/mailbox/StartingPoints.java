package dev.turnpike.ingress.mailbox;

import dev.turnpike.ingress.mailbox.CatchUps.CatchUp;
import dev.turnpike.ingress.mailbox.Follower.Lost;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;

/** Finds places in one mailbox's log. */
final class StartingPoints {
  /** How much later than the ingress a worker's clock may be. */
  private static final Duration CLOCK_SKEW = Duration.ofSeconds(5);

  private final Consumer<?, ?> consumer;
  private final TopicPartition mailbox;
  private final long beginning;
  private final Map<Instant, Long> byTime = new HashMap<>();
  private long end;

  StartingPoints(Consumer<?, ?> consumer, TopicPartition mailbox) {
    this.consumer = consumer;
    this.mailbox = mailbox;
    this.beginning = only(consumer.beginningOffsets(Set.of(mailbox)));
    this.end = endNow();
  }

  /** Behind the last record, a moment ago. */
  long end() {
    return end;
  }

  /** Empty when there is none, which the follower is told. */
  Optional<StartingPoint> of(CatchUp catchUp) {
    Cursor cursor = catchUp.place().cursor();
    return cursor == null ? atTime(catchUp) : at(catchUp, cursor.offset());
  }

  private Optional<StartingPoint> at(CatchUp catchUp, long offset) {
    if (offset >= end) {
      end = endNow();
    }
    if (offset >= beginning && offset < end) {
      return Optional.of(new StartingPoint(catchUp, offset));
    }
    catchUp.reading().lose(offset < beginning ? Lost.GONE : Lost.FOREIGN);
    return Optional.empty();
  }

  private Optional<StartingPoint> atTime(CatchUp catchUp) {
    Instant time = catchUp.place().since().minus(CLOCK_SKEW).truncatedTo(ChronoUnit.SECONDS);
    long offset = byTime.computeIfAbsent(time, this::firstSince);
    // What was before the beginning is gone; of a turn that runs there may be more to come.
    if (offset == beginning && beginning > 0 && catchUp.place().endedAt() != null) {
      catchUp.reading().lose(Lost.GONE);
      return Optional.empty();
    }
    return Optional.of(new StartingPoint(catchUp, offset));
  }

  private long firstSince(Instant time) {
    OffsetAndTimestamp first =
        consumer.offsetsForTimes(Map.of(mailbox, time.toEpochMilli())).get(mailbox);
    return first == null ? end : first.offset();
  }

  private long endNow() {
    return only(consumer.endOffsets(Set.of(mailbox)));
  }

  private static long only(Map<TopicPartition, Long> offsets) {
    return offsets.values().iterator().next();
  }
}

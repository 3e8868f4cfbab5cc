package dev.turnpike.ingress.mailbox;

import dev.turnpike.events.ReplyEvent;
import dev.turnpike.ingress.mailbox.Follower.Lost;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Those whom a sweep reads for. A reading at a cursor begins with the record that the cursor names,
 * which must be its turn's; the others begin at once.
 */
final class SweptReadings {
  /** Events of a turn that are younger than its end by more are not waited for. */
  private static final Duration AFTER_THE_END = Duration.ofMinutes(2);

  private final Replies replies;
  private final TreeMap<Long, List<StartingPoint>> atCursors = new TreeMap<>();
  private final Map<String, List<StartingPoint>> byTurn = new HashMap<>();

  SweptReadings(Replies replies) {
    this.replies = replies;
  }

  void add(StartingPoint start) {
    if (start.isAtCursor()) {
      atCursors.computeIfAbsent(start.offset(), _ -> new ArrayList<>()).add(start);
    } else {
      begin(start, null);
    }
  }

  boolean isEmpty() {
    return atCursors.isEmpty() && byTurn.isEmpty();
  }

  /** Those that have been given all up to here. */
  Collection<Reading> begun() {
    return byTurn.values().stream().flatMap(List::stream).map(SweptReadings::reading).toList();
  }

  void give(List<ConsumerRecord<String, byte[]>> records) {
    Set<Reading> fed = new LinkedHashSet<>();
    for (ConsumerRecord<String, byte[]> record : records) {
      beginAt(record);
      List<StartingPoint> here = record.key() == null ? null : byTurn.get(record.key());
      ReplyEvent reply = here == null ? null : replies.read(record);
      if (here != null && reply != null) {
        MailboxEvent event = event(record, reply);
        for (StartingPoint start : here) {
          reading(start).give(event);
          fed.add(reading(start));
        }
      }
    }
    fed.forEach(Reading::pause);
    if (!records.isEmpty()) {
      Instant now = Instant.ofEpochMilli(records.getLast().timestamp());
      lose(start -> isLongOver(start, now), Lost.GONE);
    }
    dropOver();
  }

  /** The log was read to its end: of turns that have ended, what is missing is gone. */
  void loseEnded() {
    lose(start -> start.catchUp().place().endedAt() != null, Lost.GONE);
    dropOver();
  }

  void loseAll(Lost why) {
    atCursors.values().forEach(starts -> starts.forEach(start -> reading(start).lose(why)));
    atCursors.clear();
    lose(_ -> true, why);
    byTurn.clear();
  }

  void removeAll(Collection<Reading> readings) {
    byTurn.values().forEach(starts -> starts.removeIf(start -> readings.contains(reading(start))));
    byTurn.values().removeIf(List::isEmpty);
  }

  private void beginAt(ConsumerRecord<String, byte[]> record) {
    while (!atCursors.isEmpty() && atCursors.firstKey() <= record.offset()) {
      // Read first: while the registry is away it throws, and nobody may be forgotten then.
      ReplyEvent reply = atCursors.firstKey() == record.offset() ? replies.read(record) : null;
      for (StartingPoint start : atCursors.pollFirstEntry().getValue()) {
        if (reply == null || !reading(start).turn().equals(record.key())) {
          reading(start).lose(Lost.FOREIGN);
        } else {
          begin(start, event(record, reply));
        }
      }
    }
  }

  private void begin(StartingPoint start, @Nullable MailboxEvent at) {
    reading(start).begin(at);
    if (!reading(start).isOver()) {
      byTurn.computeIfAbsent(reading(start).turn(), _ -> new ArrayList<>()).add(start);
    }
  }

  private void dropOver() {
    byTurn.values().forEach(starts -> starts.removeIf(start -> reading(start).isOver()));
    byTurn.values().removeIf(List::isEmpty);
  }

  private void lose(Predicate<StartingPoint> which, Lost why) {
    byTurn.values().stream()
        .flatMap(List::stream)
        .filter(which)
        .forEach(start -> reading(start).lose(why));
  }

  private static boolean isLongOver(StartingPoint start, Instant now) {
    Instant endedAt = start.catchUp().place().endedAt();
    return endedAt != null && now.isAfter(endedAt.plus(AFTER_THE_END));
  }

  private static Reading reading(StartingPoint start) {
    return start.catchUp().reading();
  }

  private static MailboxEvent event(ConsumerRecord<String, byte[]> record, ReplyEvent reply) {
    return new MailboxEvent(reply, record.partition(), record.offset());
  }
}

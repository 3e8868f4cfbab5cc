package dev.turnpike.analytics.query;

import dev.turnpike.analytics.rollup.Kind;
import dev.turnpike.events.Rollup;
import dev.turnpike.events.ScoreAlert;
import dev.turnpike.schemas.EventSerde;
import dev.turnpike.schemas.SchemaRegistry;
import dev.turnpike.schemas.Topics;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.state.HostInfo;

/** Answers from all instances: its own part first, the rest from those that have it. */
final class Answers {

  /**
   * What was found.
   *
   * @param missing the partitions of the stores that nobody answered for
   */
  record Found<T>(List<T> items, List<Integer> missing) {

    Found {
      items = List.copyOf(items);
      missing = List.copyOf(missing);
    }
  }

  /** An answer may be large; those beyond are told to try again. */
  private static final int MOST_AT_ONCE = 8;

  private final LocalStores local;
  private final Instances instances;
  private final Peers peers;
  private final int mostRows;
  private final Semaphore atOnce = new Semaphore(MOST_AT_ONCE);
  private final EventList<Rollup> rollups;
  private final EventList<ScoreAlert> alerts;

  Answers(
      LocalStores local, Instances instances, Peers peers, SchemaRegistry registry, int mostRows) {
    this.local = local;
    this.instances = instances;
    this.peers = peers;
    this.mostRows = mostRows;
    this.rollups = new EventList<>(EventSerde.of(Topics.ANALYTICS_ROLLUPS, registry));
    this.alerts = new EventList<>(EventSerde.of(Topics.ANALYTICS_ALERTS, registry));
  }

  Found<Rollup> rollups(Question question) {
    Found<Rollup> parts =
        all(
            question.kind(),
            some -> local.rollups(question, some),
            new Peers.Call(question.kind().label(), question.asked()),
            rollups);
    Groups groups = new Groups(question, mostRows);
    parts.items().forEach(groups::add);
    return new Found<>(groups.rollups(), parts.missing());
  }

  Found<ScoreAlert> alerts(Instant from, Instant to) {
    return all(
        Kind.SCORES,
        some -> local.alerts(from, to, some),
        new Peers.Call("alerts", Map.of("from", from.toString(), "to", to.toString())),
        alerts);
  }

  Found<ScoreAlert> lastAlerts() {
    return all(Kind.SCORES, local::lastAlerts, new Peers.Call("last-alerts", Map.of()), alerts);
  }

  /** This instance's part, for another one. */
  byte[] part(Question question, Collection<Integer> partitions) {
    return rollups.write(local.rollups(question, partitions));
  }

  byte[] partOfAlerts(Instant from, Instant to, Collection<Integer> partitions) {
    return alerts.write(local.alerts(from, to, partitions));
  }

  byte[] partOfLastAlerts(Collection<Integer> partitions) {
    return alerts.write(local.lastAlerts(partitions));
  }

  /**
   * @throws NobodyAnswers if no partition is answered for, or too much is asked at once
   */
  private <T extends SpecificRecord> Found<T> all(
      Kind kind,
      Function<Collection<Integer>, Part<T>> here,
      Peers.Call call,
      EventList<T> format) {
    if (!atOnce.tryAcquire()) {
      throw new NobodyAnswers();
    }
    try {
      return ask(kind, here, call, format);
    } finally {
      atOnce.release();
    }
  }

  private <T extends SpecificRecord> Found<T> ask(
      Kind kind,
      Function<Collection<Integer>, Part<T>> here,
      Peers.Call call,
      EventList<T> format) {
    TreeSet<Integer> missing = new TreeSet<>(instances.partitions());
    Part<T> own = here.apply(missing);
    missing.removeAll(own.partitions());
    List<T> items = new ArrayList<>(own.items());
    if (!missing.isEmpty()) {
      Map<HostInfo, List<Integer>> having = instances.having(kind, missing);
      for (Part<T> part : peers.ask(call, having, format)) {
        if (missing.containsAll(part.partitions())) { // no partition counts twice
          items.addAll(part.items());
          missing.removeAll(part.partitions());
        }
      }
    }
    if (missing.size() == instances.partitions().size()) {
      throw new NobodyAnswers();
    }
    return new Found<>(items, List.copyOf(missing));
  }
}

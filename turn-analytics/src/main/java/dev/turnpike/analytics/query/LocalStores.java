package dev.turnpike.analytics.query;

import dev.turnpike.analytics.flow.AnalyticsStreams;
import dev.turnpike.analytics.flow.AnalyticsTopology;
import dev.turnpike.analytics.flow.Family;
import dev.turnpike.analytics.flow.StoreKey;
import dev.turnpike.analytics.rollup.Dimensions;
import dev.turnpike.events.Rollup;
import dev.turnpike.events.ScoreAlert;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/** Answers from the stores of this instance. */
final class LocalStores {

  private final AnalyticsStreams streams;
  private final int mostRows;

  LocalStores(AnalyticsStreams streams, int mostRows) {
    this.streams = streams;
    this.mostRows = mostRows;
  }

  /** What it has of the partitions that it is asked for. */
  Part<Rollup> rollups(Question question, Collection<Integer> partitions) {
    Groups all = new Groups(question, mostRows);
    Set<Integer> answered = new LinkedHashSet<>();
    for (int partition : partitions) {
      Groups groups = new Groups(question, mostRows);
      boolean whole =
          read(
              AnalyticsTopology.windowsStore(question.kind()),
              Family.of(question.windows()),
              question.from(),
              question.to(),
              partition,
              (Rollup rollup) -> {
                if (Dimensions.of(rollup).match(question.only())) {
                  groups.add(rollup);
                }
              });
      if (whole) {
        groups.rollups().forEach(all::add);
        answered.add(partition);
      }
    }
    return new Part<>(answered, all.rollups());
  }

  /** The alerts whose windows start in a span of time. */
  Part<ScoreAlert> alerts(Instant from, Instant to, Collection<Integer> partitions) {
    return alerts(Family.ALERT, from, to, partitions);
  }

  /** The last alert of each group. */
  Part<ScoreAlert> lastAlerts(Collection<Integer> partitions) {
    return alerts(Family.BAND, Instant.EPOCH, Instant.ofEpochMilli(1), partitions);
  }

  private Part<ScoreAlert> alerts(
      Family family, Instant from, Instant to, Collection<Integer> partitions) {
    List<ScoreAlert> alerts = new ArrayList<>();
    Set<Integer> answered = new LinkedHashSet<>();
    for (int partition : partitions) {
      List<ScoreAlert> some = new ArrayList<>();
      if (read(
          AnalyticsTopology.alertsStore(),
          family,
          from,
          to,
          partition,
          (ScoreAlert alert) -> some.add(alert))) {
        alerts.addAll(some);
        answered.add(partition);
      }
    }
    if (alerts.size() > mostRows) {
      throw new BadQuestion(
          "There are more than %d alerts: ask for a shorter time.".formatted(mostRows));
    }
    return new Part<>(answered, alerts);
  }

  /** Whether this instance has the partition, and still had it at the end. */
  private <V> boolean read(
      String store, Family family, Instant from, Instant to, int partition, Consumer<V> sink) {
    KafkaStreams running = streams.streams();
    if (running == null || !running.state().isRunningOrRebalancing()) {
      return false;
    }
    try {
      ReadOnlyKeyValueStore<StoreKey, V> known =
          running.store(
              StoreQueryParameters.fromNameAndType(
                      store, QueryableStoreTypes.<StoreKey, V>keyValueStore())
                  .withPartition(partition));
      try (var range =
          known.range(
              StoreKey.before(family, from.toEpochMilli()),
              StoreKey.before(family, to.toEpochMilli()))) {
        range.forEachRemaining(each -> sink.accept(each.value));
      }
      return true;
    } catch (InvalidStateStoreException e) {
      return false; // it is elsewhere, or on its way
    }
  }
}

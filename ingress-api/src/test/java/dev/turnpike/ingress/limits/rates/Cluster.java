package dev.turnpike.ingress.limits.rates;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.dao.DataAccessResourceFailureException;

/** Some nodes, the table between them, and the time, all in memory. */
final class Cluster {
  final Time time = new Time();
  final Table table = new Table();
  final List<Counters> nodes = new ArrayList<>();
  final List<CountExchange> exchanges = new ArrayList<>();
  final SimpleMeterRegistry meters = new SimpleMeterRegistry();

  Cluster(int size, int bound, Policy... policies) {
    Map<LimitClass, Policy> all = new HashMap<>();
    for (Policy policy : policies) {
      all.put(policy.limited(), policy);
    }
    for (int i = 0; i < size; i++) {
      Counters node = new Counters(all, bound, time);
      nodes.add(node);
      RateMeters nodeMeters = new RateMeters(meters, node);
      exchanges.add(new CountExchange(node, table, Duration.ofMillis(200), time, nodeMeters));
    }
  }

  static Policy policy(LimitClass limited, String... windows) {
    return Policy.of(limited, List.of(windows).stream().map(Window::of).toList());
  }

  static final class Time extends Clock {
    long millis = 1_700_000_000_000L;

    @Override
    public long millis() {
      return millis;
    }

    @Override
    public Instant instant() {
      return Instant.ofEpochMilli(millis);
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  static final class Table implements CountTable {
    final Map<Place, Long> counts = new HashMap<>();
    boolean away;
    boolean broken;
    int statements;

    @Override
    public Map<Place, Long> add(List<Change> changes) {
      if (away) {
        throw new DataAccessResourceFailureException("away");
      }
      if (broken) {
        throw new IllegalStateException("broken");
      }
      statements++;
      Map<Place, Long> totals = new HashMap<>();
      for (Change change : changes) {
        if (change.added() != 0) {
          counts.merge(change.place(), (long) change.added(), Long::sum);
        }
        Long total = counts.get(change.place());
        if (total != null) {
          totals.put(change.place(), total);
        }
      }
      return totals;
    }

    @Override
    public int deleteExpired(long now, int limit) {
      return 0;
    }
  }
}

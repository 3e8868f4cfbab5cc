package dev.turnpike.bench.analytics;

import dev.turnpike.bench.stats.Distribution;
import dev.turnpike.bench.stats.Rounded;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Single turns, each of an agent of its own, and how long after its publication each was seen.
 * Thread-safe.
 */
final class Probes {

  /** How long it took, in milliseconds. */
  record Lag(int probes, int unseen, double p50, double p90, double p99, double max) {}

  private final Map<String, Long> published = new ConcurrentHashMap<>();
  private final Map<String, Long> seen = new ConcurrentHashMap<>();

  /** The broker has it. */
  void published(String agent) {
    published.put(agent, System.nanoTime());
  }

  /** It shows; only the first time counts. */
  void seen(String agent) {
    seen.putIfAbsent(agent, System.nanoTime());
  }

  boolean areAllSeen() {
    return seen.keySet().containsAll(published.keySet());
  }

  Set<String> agents() {
    return published.keySet();
  }

  Lag lag() {
    Distribution lags = new Distribution();
    int unseen = 0;
    long max = 0;
    for (Map.Entry<String, Long> probe : published.entrySet()) {
      Long at = seen.get(probe.getKey());
      if (at == null) {
        unseen++;
      } else {
        long nanos = Math.max(0, at - probe.getValue());
        max = Math.max(max, nanos);
        lags.add(nanos);
      }
    }
    return new Lag(
        published.size(),
        unseen,
        lags.quantile(0.5),
        lags.quantile(0.9),
        lags.quantile(0.99),
        Rounded.to(1, max / 1e6));
  }
}

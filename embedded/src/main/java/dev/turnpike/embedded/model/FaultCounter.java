package dev.turnpike.embedded.model;

import dev.turnpike.embedded.model.knobs.Fault;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Remembers how often each limited fault has struck, so that a retry can succeed. The longest
 * unused keys are forgotten beyond a bound.
 */
final class FaultCounter {
  private static final int MOST_KEYS = 10_000;

  // guarded by this
  private final Map<String, Integer> struck =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Integer> eldest) {
          return size() > MOST_KEYS;
        }
      };

  /** Whether the fault strikes this request; counts it. */
  synchronized boolean strikes(Fault fault) {
    if (fault.always()) {
      return true;
    }
    return struck.merge(fault.key(), 1, Integer::sum) <= fault.times();
  }
}

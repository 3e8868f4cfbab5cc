package dev.turnpike.ingress.limits.rates;

import java.util.List;
import java.util.Map;

/** Where the nodes bring their counts together. */
interface CountTable {
  /** What is counted where. */
  record Place(String bucket, long slot) {}

  /**
   * @param added may be 0, which only asks
   * @param expiresAt epoch milliseconds after which nobody asks for it
   */
  record Change(Place place, int added, long expiresAt) {}

  /**
   * Adds, and returns the totals of all nodes; a place may come several times. A place that was
   * only asked for may be missing.
   */
  Map<Place, Long> add(List<Change> changes);

  /** Deletes what nobody asks for any more; returns how many, at most the limit. */
  int deleteExpired(long now, int limit);
}

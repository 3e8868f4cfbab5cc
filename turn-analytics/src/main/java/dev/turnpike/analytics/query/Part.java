package dev.turnpike.analytics.query;

import java.util.List;
import java.util.Set;

/** What one instance has to say, and on behalf of which partitions of the stores. */
record Part<T>(Set<Integer> partitions, List<T> items) {

  Part {
    partitions = Set.copyOf(partitions);
    items = List.copyOf(items);
  }
}

package dev.turnpike.platform.turns;

import java.util.HashMap;
import java.util.Map;

/**
 * A part of the log: for each partition the first offset that belongs to it, and the first that
 * does not any more.
 */
public record Stretch(Map<Integer, Long> from, Map<Integer, Long> to) {

  public Stretch {
    from = Map.copyOf(from);
    to = Map.copyOf(to);
    if (!from.keySet().equals(to.keySet())) {
      throw new IllegalArgumentException(
          "A stretch begins in the partitions %s and ends in %s"
              .formatted(from.keySet(), to.keySet()));
    }
  }

  /** What comes after this one, up to other ends where those are further. */
  public Stretch next(Map<Integer, Long> ends) {
    Map<Integer, Long> further = new HashMap<>(to);
    ends.forEach(
        (partition, end) -> further.computeIfPresent(partition, (_, at) -> Math.max(at, end)));
    return new Stretch(to, further);
  }

  public boolean includes(int partition, long offset) {
    return offset >= from.getOrDefault(partition, 0L) && offset < to.getOrDefault(partition, 0L);
  }

  /** Offsets, which may be more than records. */
  public long length() {
    return to.entrySet().stream()
        .mapToLong(end -> Math.max(0, end.getValue() - from.getOrDefault(end.getKey(), 0L)))
        .sum();
  }
}

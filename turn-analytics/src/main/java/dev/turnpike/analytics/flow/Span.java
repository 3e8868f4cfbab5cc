package dev.turnpike.analytics.flow;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The keys of a family in a span of time, of whole times only: either all or none of those with the
 * same time.
 *
 * @param end the time up to where they were read; at most the one that was asked for
 */
record Span(List<StoreKey> keys, long end) {

  Span {
    keys = List.copyOf(keys);
  }

  /**
   * Reads from a time on and before another.
   *
   * @param most after which many no further time is begun
   */
  static Span read(
      KeyValueStore<StoreKey, ?> store, Family family, long from, long before, int most) {
    List<StoreKey> keys = new ArrayList<>();
    try (var range = store.range(StoreKey.before(family, from), StoreKey.before(family, before))) {
      while (range.hasNext()) {
        StoreKey key = range.next().key;
        if (keys.size() >= most && keys.getLast().time() < key.time()) {
          return new Span(keys, key.time());
        }
        keys.add(key);
      }
    }
    return new Span(keys, before);
  }

  /** All keys from a time on. */
  static List<StoreKey> from(KeyValueStore<StoreKey, ?> store, Family family, long from) {
    return read(store, family, from, Long.MAX_VALUE, Integer.MAX_VALUE).keys();
  }
}

package dev.turnpike.analytics.flow;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * How far counting has come: the watermark of each partition of the input, and up to where windows
 * are closed. Of the task's thread.
 */
final class Marks {

  private final KeyValueStore<String, Long> store;
  private final int sources;
  private final Map<String, Long> watermarks = new HashMap<>();

  /**
   * @param sources how many partitions the input has
   */
  Marks(KeyValueStore<String, Long> store, int sources) {
    this.store = store;
    this.sources = sources;
    try (var all = store.all()) {
      all.forEachRemaining(
          each -> {
            if (Marker.isOne(each.key)) {
              watermarks.put(each.key, each.value);
            }
          });
    }
  }

  void tell(String marker, long watermark) {
    if (watermarks.merge(marker, watermark, Math::max) == watermark) {
      store.put(marker, watermark);
    }
  }

  /** That of the slowest partition; empty until all have told theirs. */
  OptionalLong watermark() {
    return watermarks.size() < sources
        ? OptionalLong.empty()
        : watermarks.values().stream().mapToLong(Long::longValue).min();
  }

  /** What happened before is closed; 0 at first. */
  long closed(String what) {
    Long known = store.get(name(what));
    return known == null ? 0 : known;
  }

  void close(String what, long before) {
    store.put(name(what), before);
  }

  private static String name(String what) {
    return "closed|" + what;
  }
}

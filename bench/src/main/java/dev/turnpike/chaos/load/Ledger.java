package dev.turnpike.chaos.load;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;

/** All that was asked. */
public final class Ledger {
  private final AtomicInteger markers = new AtomicInteger();
  private final ConcurrentMap<Marker, Asked> all = new ConcurrentHashMap<>();

  Marker next() {
    return new Marker(markers.incrementAndGet());
  }

  void add(Asked asked) {
    all.put(asked.marker(), asked);
  }

  public Map<Marker, Asked> byMarker() {
    return Map.copyOf(all);
  }

  public List<Asked> accepted() {
    return all.values().stream().filter(Asked::accepted).toList();
  }

  /** The sessions that clients speak in. */
  public List<String> sessions() {
    return all.values().stream().map(Asked::session).distinct().sorted().toList();
  }

  public long count(Asked.Answered how) {
    return all.values().stream().filter(asked -> asked.answered() == how).count();
  }

  /** Accepted, and the client was told of the end. */
  public long ended() {
    return all.values().stream().filter(asked -> asked.end().isPresent()).count();
  }
}

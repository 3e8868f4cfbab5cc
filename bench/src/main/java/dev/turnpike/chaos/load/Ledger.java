package dev.turnpike.chaos.load;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** All that was asked. */
public final class Ledger {
  private final AtomicInteger markers = new AtomicInteger();
  private final ConcurrentMap<Marker, Asked> all = new ConcurrentHashMap<>();
  private final List<Erasure> erasures = new CopyOnWriteArrayList<>();

  Marker next() {
    return new Marker(markers.incrementAndGet());
  }

  void add(Asked asked) {
    all.put(asked.marker(), asked);
  }

  void add(Erasure erasure) {
    erasures.add(erasure);
  }

  /** The sessions whose messages were to be deleted, in the order of the answers. */
  public List<Erasure> erasures() {
    return List.copyOf(erasures);
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

  /** Turns that were accepted and are not known to have ended. */
  public long underWay() {
    return all.values().stream().filter(Asked::underWay).count();
  }

  /** Listeners that were told of the end. */
  public long ended() {
    return heard().filter(heard -> heard.end().isPresent()).count();
  }

  /** How often listeners had to come back, or wanted to. */
  public long comebacks() {
    return heard().mapToLong(heard -> heard.gaps().size()).sum();
  }

  private Stream<Heard> heard() {
    return all.values().stream().flatMap(asked -> asked.heard().stream());
  }
}

package dev.turnpike.chaos.audit;

import dev.turnpike.chaos.cluster.Chronicle;
import dev.turnpike.chaos.cluster.Chronicle.Event;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** When each part of the cluster was away, or cut off, by what happened to it. */
final class Absences {
  private static final Set<Event> GOES =
      EnumSet.of(
          Event.KILLED,
          Event.TERMINATED,
          Event.PAUSED,
          Event.DOWN,
          Event.HALTED,
          Event.IMPAIRED,
          Event.DIED,
          Event.STUCK);
  private static final Set<Event> COMES = EnumSet.of(Event.READY, Event.RESUMED, Event.HEALED);

  private final Map<String, List<Span>> spans = new HashMap<>();

  /** From one instant to another. */
  record Span(Instant from, Instant until) {

    boolean overlaps(Instant begin, Instant end) {
      return from.isBefore(end) && until.isAfter(begin);
    }
  }

  /** Before its first event a part was there; one that did not come back stays away. */
  Absences(List<Chronicle.Entry> entries) {
    Map<String, Instant> since = new HashMap<>();
    for (Chronicle.Entry entry : entries) {
      spans.computeIfAbsent(entry.part(), _ -> new ArrayList<>());
      if (GOES.contains(entry.event())) {
        since.putIfAbsent(entry.part(), entry.at());
      } else if (COMES.contains(entry.event())) {
        Instant from = since.remove(entry.part());
        if (from != null) {
          add(entry.part(), new Span(from, entry.at()));
        }
      }
    }
    since.forEach((part, from) -> add(part, new Span(from, Instant.MAX)));
  }

  private void add(String part, Span span) {
    spans.computeIfAbsent(part, _ -> new ArrayList<>()).add(span);
  }

  /** When none of the parts was there; empty if there are no such parts. */
  List<Span> ofAll(Predicate<String> parts) {
    return spans.keySet().stream()
        .filter(parts)
        .map(part -> List.copyOf(spans.getOrDefault(part, List.of())))
        .reduce(Absences::common)
        .orElse(List.of());
  }

  /** The parts that were away in that time, or in a piece of it. */
  List<String> during(Instant begin, Instant end) {
    return spans.entrySet().stream()
        .filter(part -> part.getValue().stream().anyMatch(span -> span.overlaps(begin, end)))
        .map(Map.Entry::getKey)
        .sorted()
        .toList();
  }

  private static List<Span> common(List<Span> some, List<Span> others) {
    List<Span> both = new ArrayList<>();
    for (Span one : some) {
      for (Span other : others) {
        Instant from = one.from().isAfter(other.from()) ? one.from() : other.from();
        Instant until = one.until().isBefore(other.until()) ? one.until() : other.until();
        if (from.isBefore(until)) {
          both.add(new Span(from, until));
        }
      }
    }
    return both;
  }
}

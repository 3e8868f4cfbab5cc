package dev.turnpike.chaos.audit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;

/**
 * All that is known about one turn: what happened, in order of time, and its rows in the database
 * as they are now. Sizes stand for texts.
 */
public record TurnHistory(UUID turn, List<Event> events, List<String> rows) {

  /**
   * @param source a topic's record, a client or the model
   */
  public record Event(Instant at, String source, String what) {}

  public TurnHistory {
    List<Event> sorted = new ArrayList<>(events);
    sorted.sort(Comparator.comparing(Event::at));
    events = List.copyOf(sorted);
    rows = List.copyOf(rows);
  }

  /** For the console and for files. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add("turn " + turn);
    events.forEach(
        event -> lines.add("  %s  %-28s  %s".formatted(event.at(), event.source(), event.what())));
    rows.forEach(row -> lines.add("  in the database: " + row));
    return lines;
  }
}

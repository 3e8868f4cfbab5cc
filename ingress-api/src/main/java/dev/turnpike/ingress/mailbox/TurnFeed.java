package dev.turnpike.ingress.mailbox;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Those who follow one turn at the tail of its mailbox. */
final class TurnFeed {
  private final List<Reading> readings = new CopyOnWriteArrayList<>();

  void add(Reading reading) {
    readings.add(reading);
  }

  boolean remove(Reading reading) {
    return readings.remove(reading);
  }

  boolean isEmpty() {
    return readings.isEmpty();
  }

  void give(MailboxEvent event) {
    for (Reading reading : readings) {
      reading.give(event);
    }
  }

  /** Returns those that want nothing more. */
  List<Reading> pause() {
    for (Reading reading : readings) {
      reading.pause();
    }
    return readings.stream().filter(Reading::isOver).toList();
  }
}

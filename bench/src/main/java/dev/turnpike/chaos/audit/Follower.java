package dev.turnpike.chaos.audit;

import dev.turnpike.events.Cancelled;
import dev.turnpike.events.Channel;
import dev.turnpike.events.Completed;
import dev.turnpike.events.Delta;
import dev.turnpike.events.Failed;
import dev.turnpike.events.ReplyEvent;
import dev.turnpike.events.Restarted;
import dev.turnpike.events.Started;
import dev.turnpike.events.TurnStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads one turn's events in the order of the log and by the rules that every follower keeps:
 * events of a lower attempt than one seen are dropped, Started and Restarted take text back, and
 * the first end is the end.
 */
final class Follower {

  /** When an attempt began to speak. */
  record Beginning(int attempt, Instant at) {}

  /** An event that counts, and how much text there was behind it. */
  private record Beat(Instant at, int chars, boolean end) {}

  private final List<Beat> beats = new ArrayList<>();
  private boolean tookBack;

  private final StringBuilder text = new StringBuilder();
  private final List<Beginning> beginnings = new ArrayList<>();
  private final List<String> oddities = new ArrayList<>();
  private int attempt;
  private int nextSeq;
  private @Nullable TurnStatus end;
  private @Nullable Place endPlace;
  private int late;

  void event(ReplyEvent event, Place place) {
    if (event.getAttempt() < attempt) {
      late++;
      return;
    }
    if (event.getAttempt() > attempt) {
      attempt = event.getAttempt();
      nextSeq = 0;
    }
    if (event.getBody() instanceof Started) {
      beginnings.add(new Beginning(attempt, event.getAt()));
    }
    if (end == null) {
      int before = text.length();
      read(event.getBody(), place);
      tookBack |= text.length() < before;
      beats.add(new Beat(event.getAt(), text.length(), end != null));
    }
  }

  /**
   * Since when there was something for a client that came back.
   *
   * @param cut when its connection had ended
   * @param chars that it had of the answer; says nothing where text was taken back
   */
  Instant due(Instant cut, int chars) {
    return beats.stream()
        .filter(beat -> beat.end() || beat.at().isAfter(cut) || (!tookBack && beat.chars() > chars))
        .map(Beat::at)
        .findFirst()
        .filter(cut::isBefore)
        .orElse(cut);
  }

  private void read(Object body, Place place) {
    switch (body) {
      case Started _ -> {
        text.setLength(0);
        nextSeq = 0;
      }
      case Delta delta -> delta(delta, place);
      case Restarted restarted -> {
        text.setLength(Math.min(text.length(), restarted.getKeepChars()));
        nextSeq = 0;
      }
      case Completed _ -> ended(TurnStatus.COMPLETED, place);
      case Failed _ -> ended(TurnStatus.FAILED, place);
      case Cancelled _ -> ended(TurnStatus.CANCELLED, place);
      default -> {}
    }
  }

  private void delta(Delta delta, Place place) {
    if (delta.getSeq() != nextSeq) {
      oddities.add("at %s delta %d follows delta %d".formatted(place, delta.getSeq(), nextSeq - 1));
    }
    nextSeq = delta.getSeq() + 1;
    if (delta.getChannel() == Channel.ANSWER) {
      text.append(delta.getText());
    }
  }

  private void ended(TurnStatus status, Place place) {
    end = status;
    endPlace = place;
  }

  /** The highest attempt that has sent anything. */
  int attempt() {
    return attempt;
  }

  /** What a client that followed from the beginning has at the end. */
  String text() {
    return text.toString();
  }

  Optional<TurnStatus> end() {
    return Optional.ofNullable(end);
  }

  Optional<Place> endPlace() {
    return Optional.ofNullable(endPlace);
  }

  List<Beginning> beginnings() {
    return List.copyOf(beginnings);
  }

  /** Events of an attempt that a higher one had fenced already: in the log, but for nobody. */
  int late() {
    return late;
  }

  /** What no worker should have sent. */
  List<String> oddities() {
    return List.copyOf(oddities);
  }
}

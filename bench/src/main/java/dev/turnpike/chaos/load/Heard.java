package dev.turnpike.chaos.load;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The answer as one client has it, put together from the frames of any number of connections.
 * Written by its listener, read by everybody.
 */
public final class Heard {

  /** Why a connection ended before the turn did. */
  public enum Cut {
    /** It broke: its node was killed, or so it looked. */
    BROKEN,
    /** The node said that it would go, and the turn go on. */
    DETACHED,
    /** Nothing came any more, not even a heartbeat. */
    SILENT,
    /** The client went away by itself. */
    LEFT
  }

  /**
   * A cut that was got over.
   *
   * @param at when the connection had ended
   * @param length until the next frame came
   * @param chars of the answer that the client came back with
   */
  public record Gap(Cut cut, Instant at, Duration length, int chars) {}

  /** What happened to the client, for whoever asks why. */
  public record Moment(Instant at, String what) {}

  private final Habit habit;

  // All guarded by this.
  private final StringBuilder text = new StringBuilder();
  private final List<Gap> gaps = new ArrayList<>();
  private final List<String> oddities = new ArrayList<>();
  private @Nullable UUID turn;
  private @Nullable String end;
  private String cursor = "";
  private int restarts;
  private @Nullable Cut cut;
  private long cutNanos;
  private Instant cutAt = Instant.EPOCH;
  private final List<Moment> moments = new ArrayList<>();
  private int frames;

  Heard(Habit habit) {
    this.habit = habit;
  }

  public Habit habit() {
    return habit;
  }

  /** Unknown until the server has told it. */
  public synchronized Optional<UUID> turn() {
    return Optional.ofNullable(turn);
  }

  /** How the turn ended, such as {@code completed}; empty if the client was not told. */
  public synchronized Optional<String> end() {
    return Optional.ofNullable(end);
  }

  public synchronized String text() {
    return text.toString();
  }

  /** How often text was taken back. */
  public synchronized int restarts() {
    return restarts;
  }

  public synchronized List<Gap> gaps() {
    return List.copyOf(gaps);
  }

  /** What no server should have sent. */
  public synchronized List<String> oddities() {
    return List.copyOf(oddities);
  }

  /** Where it is, in a few words. */
  @Override
  public synchronized String toString() {
    return "%s client, %s, with %d chars, %d restarts and %d cuts%s"
        .formatted(
            habit,
            end == null ? "which was told no end" : "told " + end,
            text.length(),
            restarts,
            gaps.size() + (cut == null ? 0 : 1),
            cut == null ? "" : ", the last one not got over (%s at '%s')".formatted(cut, cursor));
  }

  /** To go on behind it; empty if nothing is known. */
  synchronized String cursor() {
    return cursor;
  }

  synchronized void isCalled(UUID id) {
    turn = id;
  }

  void take(Frame frame) {
    take(frame, System.nanoTime());
  }

  synchronized void take(Frame frame, long nanos) {
    if (cut != null) {
      gaps.add(new Gap(cut, cutAt, Duration.ofNanos(nanos - cutNanos), text.length()));
      cut = null;
    }
    if (frames++ == 0) {
      note("first frame: " + frame.kind());
    }
    identify(frame);
    if (frame.id() != null) {
      cursor = frame.id();
    }
    if (frame.kept() >= 0) {
      keep(frame.kept());
    }
    text.append(frame.content());
    if (frame.done()) {
      end = frame.type();
      note("told %s, frame %d, with %d chars".formatted(end, frames, text.length()));
    }
  }

  private void identify(Frame frame) {
    if (turn == null && !frame.turn().isEmpty()) {
      turn = UUID.fromString(frame.turn());
    } else if (turn != null && !frame.turn().equals(turn.toString())) {
      oddities.add("a frame of turn '%s' in the stream of %s".formatted(frame.turn(), turn));
    }
  }

  private void keep(int chars) {
    if (chars > text.length()) {
      oddities.add("told to keep %d of %d chars".formatted(chars, text.length()));
    }
    note("told to keep %d of %d chars".formatted(chars, text.length()));
    text.setLength(Math.min(chars, text.length()));
    restarts++;
  }

  /** The connection has ended before the turn. */
  void cut(Cut how) {
    cut(how, System.nanoTime(), Instant.now());
  }

  synchronized void cut(Cut how, long nanos, Instant at) {
    cut = how;
    cutNanos = nanos;
    cutAt = at;
    note(
        "%s after %d frames, with %d chars"
            .formatted(how.name().toLowerCase(Locale.ROOT), frames, text.length()));
  }

  /** A node takes it in; what comes next is of this connection. */
  synchronized void connected(String node) {
    frames = 0;
    note(
        cursor.isEmpty()
            ? "connected to " + node
            : "resumed at %s with %d chars".formatted(node, text.length()));
  }

  /** What happened to it, in order. */
  public synchronized List<Moment> moments() {
    return List.copyOf(moments);
  }

  private synchronized void note(String what) {
    moments.add(new Moment(Instant.now(), what));
  }

  /** Drops what it has, to begin anew. */
  synchronized void forget() {
    text.setLength(0);
    cursor = "";
  }

  synchronized void odd(String what) {
    oddities.add(what);
  }
}

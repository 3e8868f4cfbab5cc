package dev.turnpike.local.chat;

import java.time.Duration;

/**
 * Where a turn's stream stands, to take it up again on another connection. A frame without a cursor
 * leaves it where it was; an empty cursor takes it back, as Server-Sent Events have it, and then
 * all comes again.
 *
 * <p>Used by one thread.
 */
final class Trail {

  private static final Duration SHORTEST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
  private static final int MOST_TRIES = 30;

  private String turn = "";
  private String cursor = "";
  private Duration pause = Duration.ofMillis(500);
  private int tries;
  private boolean ended;

  void isOf(String id) {
    turn = id;
  }

  void passed(Frame frame) {
    turn = frame.turn().isEmpty() ? turn : frame.turn();
    cursor = frame.cursor() == null ? cursor : frame.cursor();
    ended = frame.done();
    if (!frame.detached()) {
      tries = 0;
    }
  }

  /** What the server asks its clients to wait before they come back. */
  void pauses(Duration asked) {
    pause =
        asked.compareTo(LONGEST_PAUSE) > 0
            ? LONGEST_PAUSE
            : asked.compareTo(SHORTEST_PAUSE) < 0 ? SHORTEST_PAUSE : asked;
  }

  /** Whether it is worth while to try again; each call is one try, until something comes. */
  boolean goesOn() {
    tries++;
    return !turn.isEmpty() && tries <= MOST_TRIES;
  }

  boolean isEnded() {
    return ended;
  }

  /** Empty while it is not known. */
  String turn() {
    return turn;
  }

  /** Empty for the turn's beginning. */
  String cursor() {
    return cursor;
  }

  Duration pause() {
    return pause;
  }
}

package dev.turnpike.local.chat;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Where a turn's stream stands, to take it up again on another connection. A frame without a cursor
 * leaves it where it was; an empty cursor takes it back, as Server-Sent Events have it, and then
 * all comes again.
 *
 * <p>Used by one thread.
 */
final class Trail {

  private static final Duration SHORTEST_PAUSE = Duration.ofMillis(10);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
  private static final int MOST_TRIES = 40;

  /** From then on it is an outage, and the pauses grow. */
  private static final int QUICK_TRIES = 10;

  private static final int SLOWER = 4;

  private String turn = "";
  private String cursor = "";
  private Duration pause = Duration.ofMillis(500);
  private int tries;
  private final RandomGenerator random = RandomGenerator.getDefault();

  void isOf(String id) {
    turn = id;
  }

  void passed(Frame frame) {
    turn = frame.turn().isEmpty() ? turn : frame.turn();
    cursor = frame.cursor() == null ? cursor : frame.cursor();
    if (!frame.detached()) {
      tries = 0;
    }
  }

  /** The server does not know where it stands: all comes again. */
  void isLost() {
    cursor = "";
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

  /** Empty while it is not known. */
  String turn() {
    return turn;
  }

  /** Empty for the turn's beginning. */
  String cursor() {
    return cursor;
  }

  /** To wait before the next try; a little different each time, so that not all come at once. */
  Duration pause() {
    Duration usual = tries <= QUICK_TRIES ? pause : pause.multipliedBy(SLOWER);
    Duration most = usual.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : usual;
    return Duration.ofMillis((long) (most.toMillis() * (1 + random.nextDouble() / 4)));
  }
}

package dev.turnpike.ingress.limits.rates;

import java.util.List;

/**
 * Counts calls in two aligned slots, the current and the one before, and takes the calls of the
 * last window's length to be those of the current slot and of the previous one the part that still
 * overlaps, as if they had come evenly.
 *
 * <p>So an aligned slot never takes more than the limit, and no span of the window's length ever
 * takes twice the limit: at a fraction {@code f} of a slot, calls in the last span are at most
 * {@code limit * (1 + f)}, which is also what a token bucket lets through. The lock of its {@link
 * Counter} guards it.
 */
final class SlidingWindow {
  private final Window window;
  private final long length;
  private Slot previous;
  private Slot current;

  SlidingWindow(Window window, long now) {
    this.window = window;
    this.length = window.millis();
    long number = Math.floorDiv(now, length);
    this.current = new Slot(number);
    this.previous = new Slot(number - 1);
  }

  Window window() {
    return window;
  }

  /** A clock that was set back is taken to stand still. */
  void advance(long now) {
    long number = Math.floorDiv(now, length);
    if (number > current.number()) {
      previous = number == current.number() + 1 ? current : new Slot(number - 1);
      previous.forget();
      current = new Slot(number);
    }
  }

  /** How many calls fit now; may be negative when other nodes let through more. */
  long free(long now) {
    long overlap = previous.count() * (length - elapsed(now));
    return Math.floorDiv(window.limit() * length - overlap, length) - current.count();
  }

  void add() {
    current.add();
  }

  /** A call that came to nothing; it was counted in this slot or, at its end, in the one before. */
  void giveBack() {
    Slot counted = current.count() > 0 ? current : previous;
    if (counted.count() > 0) {
      counted.giveBack();
    }
  }

  /** Milliseconds until a call fits if no other comes. */
  long untilFree(long now) {
    if (free(now) > 0) {
      return 0;
    }
    long elapsed = elapsed(now);
    long room = window.limit() - 1 - current.count();
    return room >= 0
        ? fits(previous.count(), room) - elapsed
        : length - elapsed + fits(current.count(), window.limit() - 1);
  }

  /** The first millisecond of a slot at which so many of the slot before overlap only so much. */
  private long fits(long before, long room) {
    return before <= room ? 0 : length - Math.floorDiv(room * length, before);
  }

  long untilSlotEnds(long now) {
    return length - elapsed(now);
  }

  /** Whether nothing is counted any more. */
  boolean isEmpty(long now) {
    return Math.floorDiv(now, length) > current.number() + 1
        || (current.count() == 0 && previous.count() == 0);
  }

  List<Slot> slots() {
    return List.of(previous, current);
  }

  private long elapsed(long now) {
    return Math.clamp(now - current.number() * length, 0, length);
  }
}

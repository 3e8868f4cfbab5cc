package dev.turnpike.bench.load;

import org.jspecify.annotations.Nullable;

/**
 * One question and its stream, as the client saw it. Times are on {@link System#nanoTime}'s scale.
 */
public final class Turn {
  private static final String REFUSED = "refused, with Retry-After";

  private final long startedNanos;
  private final long[] arrivals;
  private final long endedNanos;
  private final long finishedNanos;
  private final long bytes;
  private final @Nullable String failure;

  private Turn(
      long startedNanos,
      long[] arrivals,
      long endedNanos,
      long finishedNanos,
      long bytes,
      @Nullable String failure) {
    this.startedNanos = startedNanos;
    this.arrivals = arrivals;
    this.endedNanos = endedNanos;
    this.finishedNanos = finishedNanos;
    this.bytes = bytes;
    this.failure = failure;
  }

  /** The answer came and was right; what the parameters mean is said where they are read. */
  public static Turn succeeded(
      long startedNanos, long[] arrivals, long endedNanos, long finishedNanos, long bytes) {
    return new Turn(startedNanos, arrivals.clone(), endedNanos, finishedNanos, bytes, null);
  }

  /** Turned away at once, with the word when to come again: 429 or 503 with Retry-After. */
  public static Turn refused(long startedNanos) {
    return failed(startedNanos, REFUSED);
  }

  public static Turn failed(long startedNanos, String reason) {
    long now = System.nanoTime();
    return new Turn(startedNanos, new long[0], now, now, 0, reason);
  }

  /** Right before the request was sent; in an open loop, when it was due to be sent. */
  public long startedNanos() {
    return startedNanos;
  }

  /** How many there were; 0 if the turn failed. */
  public int tokens() {
    return arrivals.length;
  }

  /** When this token, counted from 0, was complete. */
  public long arrivedNanos(int token) {
    return arrivals[token];
  }

  /** When the client was told that this was all. */
  public long endedNanos() {
    return endedNanos;
  }

  /** When the response was over. */
  public long finishedNanos() {
    return finishedNanos;
  }

  /** Of the response on the wire, head and framing included. */
  public long bytes() {
    return bytes;
  }

  /** Null if the answer came and was right. */
  public @Nullable String failure() {
    return failure;
  }

  public boolean refused() {
    return REFUSED.equals(failure);
  }

  public boolean succeeded() {
    return failure == null;
  }
}

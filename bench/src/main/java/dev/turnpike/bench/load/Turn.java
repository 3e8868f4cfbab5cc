package dev.turnpike.bench.load;

import org.jspecify.annotations.Nullable;

/**
 * One question and its stream, as the client saw it; times are on {@link System#nanoTime}'s scale.
 *
 * @param startedNanos right before the request was sent
 * @param arrivals when each token was complete; empty if the turn failed
 * @param endedNanos when the client was told that this was all
 * @param finishedNanos when the response was over
 * @param bytes of the response on the wire, head and framing included
 * @param failure null if the answer came and was right
 */
public record Turn(
    long startedNanos,
    long[] arrivals,
    long endedNanos,
    long finishedNanos,
    long bytes,
    @Nullable String failure) {

  static Turn failed(long startedNanos, String reason) {
    long now = System.nanoTime();
    return new Turn(startedNanos, new long[0], now, now, 0, reason);
  }

  public boolean succeeded() {
    return failure == null;
  }

  public int tokens() {
    return arrivals.length;
  }
}

package dev.turnpike.embedded.model;

import dev.turnpike.embedded.model.knobs.Knobs;

/**
 * When each token of an answer is due. All times count from the start of the answer, never from the
 * token before, so that lateness does not add up.
 */
record Pace(long startNanos, long ttftNanos, long gapNanos) {

  static Pace of(Knobs knobs, long startNanos) {
    return new Pace(startNanos, knobs.ttft().toNanos(), knobs.gap().toNanos());
  }

  /** The time, on {@link System#nanoTime}'s scale, of a beat: 0 is the first token. */
  long due(int beat) {
    return startNanos + ttftNanos + beat * gapNanos;
  }
}

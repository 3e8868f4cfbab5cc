package dev.turnpike.ingress.limits.rates;

/**
 * Whether one call may be made, and how it stands with the window that is nearest to its limit.
 *
 * @param remaining how many more calls fit at once
 * @param resetMillis until more fit than now: the end of the slot, or when none is left, until one
 *     does
 */
record Verdict(Policy policy, Window window, boolean allowed, long remaining, long resetMillis) {

  /** Rounded up: a client that waits so long gets in. */
  long resetSeconds() {
    return Math.ceilDiv(resetMillis, 1000L);
  }
}

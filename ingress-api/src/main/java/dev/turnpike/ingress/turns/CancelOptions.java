package dev.turnpike.ingress.turns;

import org.jspecify.annotations.Nullable;

/**
 * How to cancel.
 *
 * @param forget whether the turn also leaves the session's history; by default it stays there with
 *     what it has said
 */
record CancelOptions(@Nullable Boolean forget) {
  boolean forgets() {
    return Boolean.TRUE.equals(forget);
  }
}

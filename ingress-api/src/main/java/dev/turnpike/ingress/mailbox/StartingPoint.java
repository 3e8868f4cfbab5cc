package dev.turnpike.ingress.mailbox;

import dev.turnpike.ingress.mailbox.CatchUps.CatchUp;

/**
 * Where to begin.
 *
 * @param offset of the event that the cursor names; without a cursor, not above that of the turn's
 *     first event
 */
record StartingPoint(CatchUp catchUp, long offset) {
  boolean isAtCursor() {
    return catchUp.place().cursor() != null;
  }
}

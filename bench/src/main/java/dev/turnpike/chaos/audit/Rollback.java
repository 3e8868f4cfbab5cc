package dev.turnpike.chaos.audit;

import java.time.Instant;

/**
 * Turns of the session that have not ended are cancelled and forgotten, whether the turn for which
 * that is done follows or not.
 */
record Rollback(String session, Instant at, Place place) implements SessionEvent {}

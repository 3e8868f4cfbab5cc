package dev.turnpike.ingress.turns;

import java.time.Instant;
import java.util.UUID;

/** A turn as the log acknowledged it. */
record AcceptedTurn(
    UUID turnId, String sessionId, String userId, int mailbox, Instant acceptedAt) {}

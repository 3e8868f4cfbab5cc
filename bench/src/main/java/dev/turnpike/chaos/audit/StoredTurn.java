package dev.turnpike.chaos.audit;

import java.util.UUID;

/** A turn's row in the database, as its owner publishes it. */
record StoredTurn(UUID turn, String status, int attempt, String answer) {}

package dev.turnpike.memory.ledger;

import dev.turnpike.events.Provenance;
import java.time.Instant;
import java.util.UUID;

/** A fact as it was learned, with its turn. */
public record LearnedFact(
    UUID memoryId, String userId, String text, Instant learnedAt, Provenance provenance) {}

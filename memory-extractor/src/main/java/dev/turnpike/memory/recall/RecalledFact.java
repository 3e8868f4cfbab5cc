package dev.turnpike.memory.recall;

import java.time.Instant;
import java.util.UUID;

/**
 * One fact about a user.
 *
 * @param similarity cosine similarity to the message, -1 to 1
 * @param learnedAt when it was learned; of two facts that contradict each other the later counts
 */
public record RecalledFact(UUID memoryId, String text, double similarity, Instant learnedAt) {}

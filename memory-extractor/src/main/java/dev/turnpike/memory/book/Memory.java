package dev.turnpike.memory.book;

import java.time.Instant;
import java.util.UUID;

/**
 * One fact about a user.
 *
 * @param learnedAt when the turn ended that first taught it
 * @param changedAt when the turn ended that gave it its present text
 * @param turnId that turn
 */
public record Memory(UUID id, String text, Instant learnedAt, Instant changedAt, UUID turnId) {}

package dev.turnpike.memory.announcements;

import dev.turnpike.events.MemoryChange;
import java.util.Optional;
import java.util.UUID;

/**
 * What is to be said of one memory.
 *
 * @param state as it is now; empty: it is deleted
 */
record Announcement(UUID memoryId, String userId, Optional<MemoryChange> state) {}

package dev.turnpike.memory.rebuild;

import dev.turnpike.memory.consumption.Consumed;

/**
 * What a rebuild did.
 *
 * @param records of the log that were read
 * @param unreadable of them
 * @param failed turns that were given up
 * @param difference between what was known and what was learned anew
 * @param exchanged whether the latter took the former's place
 */
public record RebuildResult(
    long records,
    long unreadable,
    long failed,
    Difference difference,
    Consumed consumed,
    boolean exchanged) {}

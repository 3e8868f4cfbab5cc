package dev.turnpike.chaos.load;

/**
 * A session whose messages were to be deleted.
 *
 * @param how not {@link Tidying#NONE}
 * @param acknowledged whether a node has said that it is done, or will be
 */
public record Erasure(String session, Tidying how, boolean acknowledged) {}

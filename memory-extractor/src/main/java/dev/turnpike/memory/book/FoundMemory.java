package dev.turnpike.memory.book;

/**
 * A fact that was searched for.
 *
 * @param similarity cosine similarity to what was asked, -1 to 1
 */
public record FoundMemory(Memory memory, double similarity) {}

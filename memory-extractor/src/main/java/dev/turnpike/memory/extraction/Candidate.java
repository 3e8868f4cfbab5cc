package dev.turnpike.memory.extraction;

/**
 * A fact as a model gave it.
 *
 * @param index its place in the model's answer
 * @param text in English, about "the user"
 * @param quote the words of the user's that are said to state it
 */
record Candidate(int index, String text, String quote) {}

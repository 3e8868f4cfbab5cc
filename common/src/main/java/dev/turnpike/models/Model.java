package dev.turnpike.models;

/**
 * A model that can be called, as those see it who make requests for it.
 *
 * @param name in the catalogue; what sessions and agents ask for
 * @param simulated whether the built-in simulated model answers
 * @param contextTokens how many tokens request and answer may have together
 * @param maxOutputTokens how many of them to keep free for the answer
 * @param tokenizer that counts them; for models of other makers than OpenAI an estimate
 */
public record Model(
    String name, boolean simulated, int contextTokens, int maxOutputTokens, Tokenizer tokenizer) {}

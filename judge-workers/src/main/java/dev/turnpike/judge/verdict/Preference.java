package dev.turnpike.judge.verdict;

import dev.turnpike.events.Usage;

/**
 * What a judge says of two answers to the same message under one rubric.
 *
 * @param usage what judging consumed
 */
public record Preference(Winner winner, String reasoning, Usage usage) {}

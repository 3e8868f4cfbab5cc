package dev.turnpike.judge.verdict;

import dev.turnpike.events.Usage;

/**
 * What a judge says of one turn under one rubric.
 *
 * @param score 0 to 1
 * @param usage what judging consumed
 */
public record Verdict(double score, String reasoning, Usage usage) {}

package dev.turnpike.agent.tools;

import java.time.Instant;

/**
 * How a call ended.
 *
 * @param text for the model: the result, or a sentence that says what went wrong
 */
public record ToolOutcome(String text, boolean failed, Instant startedAt, Instant finishedAt) {}

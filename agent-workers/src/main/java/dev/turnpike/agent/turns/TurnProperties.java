package dev.turnpike.agent.turns;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Settings of the turn engine.
 *
 * @param agentName what the agent calls itself
 * @param prompt location of the prompt file
 * @param maxInFlight turns taken in at a time; beyond it the worker stops fetching
 * @param maxAttempts attempts at a turn before it ends as failed
 * @param modelTries calls of the model in one step before the turn fails
 * @param longestModelPause the longest wait between two calls, also when the provider asks for more
 * @param historyMessages newest messages of the session that are read
 * @param historyCharacters how much of them the model gets, in UTF-16 code units
 * @param longestAnswer in UTF-16 code units; a longer answer is cut and its finish reason is length
 * @param longestRecord size above which a completed turn is published without its steps
 * @param commitInterval how often finished turns are published; no client waits for it
 * @param grace how long running turns may go on when the worker stops
 */
@ConfigurationProperties("turnpike.agent")
public record TurnProperties(
    @DefaultValue("Turnpike") String agentName,
    @DefaultValue("classpath:prompts/default.md") String prompt,
    @DefaultValue("2000") int maxInFlight,
    @DefaultValue("3") int maxAttempts,
    @DefaultValue("3") int modelTries,
    @DefaultValue("10s") Duration longestModelPause,
    @DefaultValue("200") int historyMessages,
    @DefaultValue("48000") int historyCharacters,
    @DefaultValue("100000") int longestAnswer,
    @DefaultValue("900KB") DataSize longestRecord,
    @DefaultValue("50ms") Duration commitInterval,
    @DefaultValue("5s") Duration grace) {}

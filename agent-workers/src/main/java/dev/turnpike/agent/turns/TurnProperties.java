package dev.turnpike.agent.turns;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Settings of the turn engine.
 *
 * @param maxInFlight turns taken in at a time; beyond it the worker stops fetching
 * @param maxAttempts attempts at a turn that may end with their worker or in an unforeseen failure
 *     before the turn ends as failed; those that a stopping worker hands over don't count
 * @param turnTimeout how long a turn may take from its first claim, over all attempts
 * @param historyMessages newest messages of the session that are read
 * @param historyTokens how much of them the model gets, also where its window has room for more
 * @param longestAnswer in UTF-16 code units; a longer answer is cut and its finish reason is length
 * @param longestRecord size above which a completed turn is published without its steps
 * @param commitInterval how often finished turns are published; no client waits for it
 * @param grace how long running turns may go on when the worker stops
 */
@ConfigurationProperties("turnpike.agent")
public record TurnProperties(
    @DefaultValue("2000") int maxInFlight,
    @DefaultValue("3") int maxAttempts,
    @DefaultValue("10m") Duration turnTimeout,
    @DefaultValue("200") int historyMessages,
    @DefaultValue("12000") int historyTokens,
    @DefaultValue("100000") int longestAnswer,
    @DefaultValue("900KB") DataSize longestRecord,
    @DefaultValue("100ms") Duration commitInterval,
    @DefaultValue("5s") Duration grace) {}

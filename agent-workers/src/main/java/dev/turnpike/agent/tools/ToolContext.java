package dev.turnpike.agent.tools;

import java.time.Instant;
import java.util.UUID;

/**
 * For whom and in which turn a tool is called.
 *
 * @param attempt at the turn, from 1
 * @param callId the model's id of the call
 * @param deadline when the call is given up; the engine gives the end of the turn's time, the tool
 *     gets the earlier one of that and its own timeout
 * @param recalled takes what a tool tells the model of the user's memories
 */
public record ToolContext(
    UUID turnId,
    String sessionId,
    String userId,
    int attempt,
    String callId,
    Instant deadline,
    RecalledMemories recalled) {

  ToolContext notAfter(Instant end) {
    return end.isBefore(deadline)
        ? new ToolContext(turnId, sessionId, userId, attempt, callId, end, recalled)
        : this;
  }
}

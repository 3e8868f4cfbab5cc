package dev.turnpike.ingress.sessions;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.turnpike.ingress.tokens.Token;

/**
 * A session as the client gets it.
 *
 * @param memory false when nothing is recalled in it nor learned from it
 */
record SessionView(
    @JsonProperty("session_id") String sessionId,
    String name,
    String agent,
    boolean memory,
    Token token) {}

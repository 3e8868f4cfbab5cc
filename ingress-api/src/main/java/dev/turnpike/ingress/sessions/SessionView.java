package dev.turnpike.ingress.sessions;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.turnpike.ingress.tokens.Token;

/** A session as the client gets it. */
record SessionView(
    @JsonProperty("session_id") String sessionId, String name, String agent, Token token) {}

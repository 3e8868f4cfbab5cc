package dev.turnpike.ingress.sessions;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.turnpike.ingress.tokens.Token;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A session as the client gets it.
 *
 * @param lastUsedAt when something was last said in it; absent while nothing was, and in answers
 *     that are not lists
 * @param memory false when nothing is recalled in it nor learned from it
 */
record SessionView(
    @JsonProperty("session_id") String sessionId,
    String name,
    String agent,
    boolean memory,
    @JsonProperty("created_at") Instant createdAt,
    @JsonInclude(JsonInclude.Include.NON_NULL) @JsonProperty("last_used_at")
        @Nullable Instant lastUsedAt,
    Token token) {}

package dev.turnpike.ingress.tokens;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;

/** A token as the client gets it. */
public record Token(
    @JsonProperty("access_token") String accessToken,
    @JsonProperty("token_type") String tokenType,
    @JsonProperty("expires_at") Instant expiresAt) {}

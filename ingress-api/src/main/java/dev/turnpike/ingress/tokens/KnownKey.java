package dev.turnpike.ingress.tokens;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An API key that somebody called with.
 *
 * @param expiresAt null for never
 */
public record KnownKey(String id, String userId, Instant createdAt, @Nullable Instant expiresAt) {
  /** Whoever knows the API keys. */
  public interface Directory {
    /**
     * The key, expired or not. May ask the database, for as short as can be.
     *
     * @param key as it was sent; it begins as keys do
     * @throws dev.turnpike.ingress.problem.Problem 503 when that can't be found out now
     */
    Optional<KnownKey> find(String key);
  }

  boolean isExpired(Instant now) {
    return expiresAt != null && !now.isBefore(expiresAt);
  }
}

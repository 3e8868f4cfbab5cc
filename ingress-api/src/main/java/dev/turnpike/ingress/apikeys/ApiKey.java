package dev.turnpike.ingress.apikeys;

import dev.turnpike.ingress.tokens.KnownKey;
import dev.turnpike.ingress.usage.Budget;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A key as it is stored, without its digest.
 *
 * @param prefix its first characters
 * @param expiresAt null for never
 * @param lastUsedAt null while it was not
 */
record ApiKey(
    String id,
    String userId,
    String name,
    String prefix,
    Instant createdAt,
    @Nullable Instant expiresAt,
    @Nullable Instant lastUsedAt,
    Budget budget) {
  KnownKey known() {
    return new KnownKey(id, userId, createdAt, expiresAt);
  }
}

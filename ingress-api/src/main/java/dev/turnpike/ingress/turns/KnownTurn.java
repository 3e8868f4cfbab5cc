package dev.turnpike.ingress.turns;

import dev.turnpike.ingress.mailbox.Place;
import dev.turnpike.ingress.tokens.Caller;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A turn that exists, and whose it is.
 *
 * @param mailbox where its events are; null for turns of before that was noted
 * @param since its events are not older
 * @param endedAt null while it has not
 */
public record KnownTurn(
    UUID id,
    String sessionId,
    String userId,
    TurnStatus status,
    @Nullable Integer mailbox,
    Instant acceptedAt,
    Instant since,
    @Nullable Instant endedAt) {
  boolean isFor(Caller caller) {
    return switch (caller) {
      case Caller.User user -> user.userId().equals(userId);
      case Caller.ApiKey key -> key.userId().equals(userId);
      case Caller.Session session ->
          session.userId().equals(userId) && session.sessionId().equals(sessionId);
    };
  }

  public boolean isEnded() {
    return status.isEnd();
  }

  /** Where its events begin; empty when that is not known. */
  public Optional<Place> beginning() {
    return Optional.ofNullable(mailbox).map(known -> new Place(id, known, null, since, endedAt));
  }
}

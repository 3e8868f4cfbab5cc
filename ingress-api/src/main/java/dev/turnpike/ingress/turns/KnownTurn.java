package dev.turnpike.ingress.turns;

import dev.turnpike.ingress.tokens.Caller;
import java.util.UUID;

/** A turn that exists, and whose it is. */
record KnownTurn(UUID id, String sessionId, String userId, TurnStatus status) {
  boolean isFor(Caller caller) {
    return switch (caller) {
      case Caller.User user -> user.userId().equals(userId);
      case Caller.Session session ->
          session.userId().equals(userId) && session.sessionId().equals(sessionId);
    };
  }
}

package dev.turnpike.ingress.tokens;

/** Who calls, as their token says. */
public sealed interface Caller {
  String userId();

  /** A user, who owns sessions. */
  record User(String userId) implements Caller {}

  /** One session, on behalf of its user. */
  record Session(String userId, String sessionId) implements Caller {}
}

package dev.turnpike.ingress.tokens;

/** Who calls, as their token says. */
public sealed interface Caller {
  String userId();

  /** A user, who owns sessions. */
  record User(String userId) implements Caller {}

  /**
   * One session, on behalf of its user.
   *
   * @param agent who answers in it
   */
  record Session(String userId, String sessionId, String agent) implements Caller {
    /** Of sessions that chose none. */
    public static final String DEFAULT_AGENT = "default";
  }
}

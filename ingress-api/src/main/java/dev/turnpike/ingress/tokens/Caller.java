package dev.turnpike.ingress.tokens;

import org.jspecify.annotations.Nullable;

/** Who calls, as their token says. */
public sealed interface Caller {
  String userId();

  /** A user, who owns sessions. */
  record User(String userId) implements Caller {}

  /** A key to the OpenAI-compatible API, on behalf of its user. */
  record ApiKey(String userId, String apiKeyId) implements Caller {}

  /**
   * One session, on behalf of its user.
   *
   * @param agent who answers in it
   * @param apiKeyId the key that asks in it, whose budget counts too; null when the user does
   */
  record Session(String userId, String sessionId, String agent, @Nullable String apiKeyId)
      implements Caller {
    /** Of sessions that chose none. */
    public static final String DEFAULT_AGENT = "default";

    /** One that its user asks in. */
    public Session(String userId, String sessionId, String agent) {
      this(userId, sessionId, agent, null);
    }
  }

  /** The API key that calls; null when none does. */
  default @Nullable String apiKeyId() {
    return null;
  }
}

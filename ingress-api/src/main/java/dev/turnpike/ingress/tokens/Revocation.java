package dev.turnpike.ingress.tokens;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/**
 * Tokens that no longer count.
 *
 * @param subject the id of what they stand for
 * @param userId whose they are
 * @param before refused is what began until then: logins, API keys, or of a session its tokens
 * @param expiresAt by then they have expired by themselves
 */
record Revocation(Kind kind, String subject, String userId, Instant before, Instant expiresAt) {
  /**
   * How far {@code before} of what is ended one by one lies ahead: for tokens made meanwhile by a
   * node that has not heard, and for clocks that differ.
   */
  static final Duration MARGIN = Duration.ofMinutes(1);

  /** The clocks of the nodes differ by less. */
  private static final Duration SKEW = Duration.ofSeconds(5);

  /**
   * Of what is ended one by one, that with {@code before} until then has nothing to add.
   *
   * @param ended until when the user's logins ended all together
   */
  static Instant implied(Instant ended) {
    return ended.plus(MARGIN).minus(SKEW);
  }

  enum Kind {
    /** One login: its user token and the session tokens made under it. */
    LOGIN,
    /** All logins of a user; their API keys stay. */
    LOGINS,
    /** One session, whatever login its tokens were made under. */
    SESSION,
    /** Everything of a user. */
    USER,
    API_KEY;

    /** As it stands in the table. */
    String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    static Kind of(String word) {
      return valueOf(word.toUpperCase(Locale.ROOT));
    }

    /** Whether revoking all logins of the user says the same and more. */
    boolean isPartOfLogins() {
      return this == LOGIN || this == SESSION;
    }
  }
}

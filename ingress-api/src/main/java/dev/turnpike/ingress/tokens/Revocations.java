package dev.turnpike.ingress.tokens;

import dev.turnpike.ingress.tokens.Revocation.Kind;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Ends tokens before they expire: on this node at once, or, inside of a transaction, when it
 * commits; on the others within a second. All of it blocks.
 *
 * <p>Invariant: what one user can add to the memory of the nodes is bounded. Whoever ends more
 * logins and sessions than {@link #SINGLES} within the life of a token has all their logins ended.
 */
public final class Revocations {
  static final int SINGLES = 200;

  /** For ids that are never used again. */
  private static final Instant FOR_EVER = Instant.parse("9999-12-31T00:00:00Z");

  /** Nodes that have not heard of a key's end by then look it up again. */
  private static final Duration KEYS_REMEMBERED = Duration.ofHours(1);

  private final RevocationTable table;
  private final KnownRevocations known;
  private final ForeignTokens foreign;
  private final Duration lifetime;
  private final InstantSource clock;

  Revocations(
      RevocationTable table,
      KnownRevocations known,
      ForeignTokens foreign,
      TokenProperties properties,
      InstantSource clock) {
    this.table = table;
    this.known = known;
    this.foreign = foreign;
    this.lifetime = properties.lifetime();
    this.clock = clock;
  }

  /** The user token and the session tokens made with it. */
  public void endLogin(Login login) {
    endSingle(Kind.LOGIN, login.id(), login.userId());
  }

  /**
   * All logins of the user that started until now, with whatever was or still is made under them.
   * API keys stay.
   */
  public void endLogins(String userId) {
    Instant now = clock.instant();
    put(new Revocation(Kind.LOGINS, userId, userId, now, expiry(now)));
    table.deleteSingles(userId, Revocation.implied(now));
  }

  /** The tokens of a session that is no more. */
  public void endSession(String userId, String sessionId) {
    endSingle(Kind.SESSION, sessionId, userId);
  }

  /** An API key that was deleted. */
  public void endApiKey(String userId, String keyId) {
    Instant now = clock.instant();
    put(
        new Revocation(
            Kind.API_KEY, keyId, userId, now.plus(Revocation.MARGIN), now.plus(KEYS_REMEMBERED)));
  }

  /**
   * All that a user has who is no more: logins, sessions, API keys, and what is made meanwhile.
   * Only an external issuer's users can come back under the same id, with a login that starts
   * later.
   */
  public void revokeUser(String userId) {
    Instant now = clock.instant();
    Instant before = foreign.isOn() ? now : FOR_EVER;
    put(new Revocation(Kind.USER, userId, userId, before, expiry(now)));
    table.deleteSingles(userId, Revocation.implied(before));
  }

  private void endSingle(Kind kind, String subject, String userId) {
    Instant now = clock.instant();
    put(new Revocation(kind, subject, userId, now.plus(Revocation.MARGIN), expiry(now)));
    if (table.countSingles(userId) > SINGLES) {
      endLogins(userId);
    }
  }

  private Instant expiry(Instant now) {
    return now.plus(lifetime).plus(Revocation.MARGIN).plus(Revocation.MARGIN);
  }

  private void put(Revocation revocation) {
    table.put(revocation);
    if (TransactionSynchronizationManager.isSynchronizationActive()) {
      TransactionSynchronizationManager.registerSynchronization(
          new TransactionSynchronization() {
            @Override
            public void afterCommit() {
              known.add(revocation);
            }
          });
    } else {
      known.add(revocation);
    }
  }
}

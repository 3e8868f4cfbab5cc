package dev.turnpike.ingress.forget;

import dev.turnpike.ingress.audit.AuditAction;
import dev.turnpike.ingress.audit.AuditEvent;
import dev.turnpike.ingress.audit.AuditLog;
import dev.turnpike.ingress.audit.AuditOutcome;
import dev.turnpike.ingress.audit.Origin;
import dev.turnpike.platform.Repeating;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.context.SmartLifecycle;

/**
 * Forgets users. One transaction takes the account away and lists the user as to be forgotten; the
 * other services erase what they have as they see the list, and this sees to it that the list gets
 * empty again:
 *
 * <pre>
 *   account gone, listed ─▶ tokens end ─▶ every service has erased ─▶ finished
 *      crash: whatever node is there goes on from the list
 * </pre>
 *
 * <p>Invariant: once {@link #forget} has returned or its transaction has ended, nothing but time is
 * needed for the user to be erased everywhere.
 */
final class Forgetting implements SmartLifecycle {
  private static final Duration ROUND = Duration.ofSeconds(5);
  private static final Duration GLANCE = Duration.ofMillis(100);
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /** For turns that other nodes accept before they hear that the tokens have ended. */
  private static final Duration MARGIN = Duration.ofSeconds(10);

  /** Ends all tokens and keys of a user. */
  interface Tokens {
    void revokeUser(String userId);
  }

  /** What this service has of a user beside their account. */
  interface Books {
    /** May be called again. */
    void forget(String userId);
  }

  private final ForgottenTable table;
  private final Tokens tokens;
  private final Books books;
  private final AuditLog audit;
  private final Clock clock;
  private final Repeating round = new Repeating("forgetting", ROUND, this::goOn);

  Forgetting(ForgottenTable table, Tokens tokens, Books books, AuditLog audit, Clock clock) {
    this.table = table;
    this.tokens = tokens;
    this.books = books;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * Blocks for a few seconds at most.
   *
   * @return false when the services are not done yet
   */
  boolean forget(String userId, Origin origin) throws InterruptedException {
    table.add(userId, clock.instant().plus(MARGIN));
    audit.record(
        AuditEvent.succeeded(AuditAction.USER_DELETED, userId, origin)
            .withOutcome(AuditOutcome.PENDING));
    revoke(userId);
    Instant last = clock.instant().plus(PATIENCE);
    while (!settle(userId)) {
      if (clock.instant().isAfter(last)) {
        return false;
      }
      Thread.sleep(GLANCE);
    }
    return true;
  }

  @Override
  public void start() {
    round.start();
  }

  @Override
  public void stop() {
    round.stop();
  }

  @Override
  public boolean isRunning() {
    return round.isRunning();
  }

  /** With what this node or another one has begun. */
  private void goOn() {
    for (ForgottenTable.Unfinished user : table.unfinished()) {
      if (!user.revoked()) {
        revoke(user.userId());
      }
      boolean _ = settle(user.userId());
    }
  }

  /** Once: who has come back meanwhile has new ones. */
  private void revoke(String userId) {
    tokens.revokeUser(userId);
    table.noteRevoked(userId);
  }

  private boolean settle(String userId) {
    if (!table.isErased(userId)) {
      return false;
    }
    books.forget(userId);
    if (table.finish(userId, clock.instant())) {
      audit.record(AuditEvent.succeeded(AuditAction.USER_DELETED, userId, Origin.SERVICE));
    }
    return true;
  }
}

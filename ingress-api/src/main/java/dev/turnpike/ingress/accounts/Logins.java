package dev.turnpike.ingress.accounts;

import dev.turnpike.ingress.accounts.Users.Credentials;
import dev.turnpike.ingress.audit.AuditAction;
import dev.turnpike.ingress.audit.AuditEvent;
import dev.turnpike.ingress.audit.AuditLog;
import dev.turnpike.ingress.audit.Origin;
import dev.turnpike.ingress.problem.FieldError;
import dev.turnpike.ingress.problem.Problem;
import dev.turnpike.ingress.tokens.Token;
import dev.turnpike.ingress.tokens.TokenIssuer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Checks who logs in, and replaces hashes that are older than the settings. */
@Component
class Logins {
  private static final Logger log = LoggerFactory.getLogger(Logins.class);

  private final Users users;
  private final Passwords passwords;
  private final HashingPool pool;
  private final TokenIssuer tokens;
  private final AuditLog audit;
  private final AsyncTaskExecutor blocking;

  Logins(
      Users users,
      Passwords passwords,
      HashingPool pool,
      TokenIssuer tokens,
      AuditLog audit,
      AsyncTaskExecutor blockingExecutor) {
    this.users = users;
    this.passwords = passwords;
    this.pool = pool;
    this.tokens = tokens;
    this.audit = audit;
    this.blocking = blockingExecutor;
  }

  /**
   * What checking a password brought.
   *
   * @param better a hash to store instead; null for none
   */
  private record Checked(Optional<Credentials> known, boolean right, @Nullable String better) {}

  /** Fails with 401, the same for an unknown name and a wrong password. */
  CompletableFuture<Token> login(LoginForm form, Origin origin) {
    String name = EmailAddress.normalized(form.username());
    return pool.run(() -> users.credentials(name), known -> check(form.password(), known))
        .thenApplyAsync(checked -> answer(checked, name, origin), blocking);
  }

  private Checked check(String password, Optional<Credentials> known) {
    String hash = known.map(Credentials::passwordHash).orElse(null);
    boolean right = passwords.matches(password, hash);
    boolean outdated = right && hash != null && passwords.isOutdated(hash);
    return new Checked(known, right, outdated ? passwords.hash(password) : null);
  }

  private Token answer(Checked checked, String name, Origin origin) {
    if (checked.known().isEmpty()) {
      audit.recordUnknown(AuditAction.LOGIN_FAILED, name, origin);
      throw refused();
    }
    Credentials known = checked.known().get();
    if (!checked.right()) {
      audit.record(AuditEvent.refused(AuditAction.LOGIN_FAILED, known.userId(), origin));
      throw refused();
    }
    if (checked.better() != null) {
      upgrade(known, checked.better(), origin);
    }
    if (!users.exists(known.userId())) { // Left while the password waited to be checked.
      throw refused();
    }
    audit.record(AuditEvent.succeeded(AuditAction.LOGGED_IN, known.userId(), origin));
    return tokens.forUser(known.userId());
  }

  /** The next login tries again when this one can't. */
  private void upgrade(Credentials known, String better, Origin origin) {
    try {
      if (users.replaceHash(known, better)) {
        audit.record(AuditEvent.succeeded(AuditAction.PASSWORD_UPGRADED, known.userId(), origin));
      }
    } catch (DataAccessException e) {
      log.atWarn().addKeyValue("user", known.userId()).log("Password hash not replaced yet");
    }
  }

  private static Problem refused() {
    String detail = "The e-mail address or the password is wrong.";
    return Problem.of(HttpStatus.UNAUTHORIZED, "wrong_credentials", detail)
        .withErrors(List.of(new FieldError("password", detail)))
        .withHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
  }
}

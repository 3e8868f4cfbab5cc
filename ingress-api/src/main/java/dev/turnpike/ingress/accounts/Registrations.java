package dev.turnpike.ingress.accounts;

import com.fasterxml.uuid.NoArgGenerator;
import dev.turnpike.ingress.audit.AuditAction;
import dev.turnpike.ingress.audit.AuditEvent;
import dev.turnpike.ingress.audit.AuditLog;
import dev.turnpike.ingress.audit.Origin;
import dev.turnpike.ingress.problem.FieldError;
import dev.turnpike.ingress.problem.Problem;
import dev.turnpike.ingress.tokens.TokenIssuer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Makes accounts. */
@Component
class Registrations {
  private final Users users;
  private final Passwords passwords;
  private final HashingPool pool;
  private final TokenIssuer tokens;
  private final KeptAddresses kept;
  private final NoArgGenerator ids;
  private final AuditLog audit;
  private final AsyncTaskExecutor blocking;

  Registrations(
      Users users,
      Passwords passwords,
      HashingPool pool,
      TokenIssuer tokens,
      KeptAddresses kept,
      NoArgGenerator ids,
      AuditLog audit,
      AsyncTaskExecutor blockingExecutor) {
    this.users = users;
    this.passwords = passwords;
    this.pool = pool;
    this.tokens = tokens;
    this.kept = kept;
    this.ids = ids;
    this.audit = audit;
    this.blocking = blockingExecutor;
  }

  /**
   * Fails with 409 when the address is taken, also by one that registers at the same time, and the
   * same when it is kept.
   */
  CompletableFuture<Account> register(RegisterRequest request, Origin origin) {
    String email = EmailAddress.normalized(request.email());
    return pool.run(() -> free(email), _ -> passwords.hash(request.password()))
        .thenApplyAsync(hash -> add(email, hash, origin), blocking);
  }

  private String free(String email) {
    if (kept.include(email) || users.isTaken(email)) {
      throw taken();
    }
    return email;
  }

  private Account add(String email, String hash, Origin origin) {
    String id = ids.generate().toString();
    if (!users.add(id, email, hash)) {
      throw taken();
    }
    audit.record(AuditEvent.succeeded(AuditAction.REGISTERED, id, origin));
    return new Account(id, email, tokens.forUser(id));
  }

  private static Problem taken() {
    String detail = "This e-mail address is taken.";
    return Problem.of(HttpStatus.CONFLICT, "email_taken", detail)
        .withErrors(List.of(new FieldError("email", detail)));
  }
}

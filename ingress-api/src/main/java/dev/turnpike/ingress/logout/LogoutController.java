package dev.turnpike.ingress.logout;

import dev.turnpike.ingress.audit.AuditAction;
import dev.turnpike.ingress.audit.AuditEvent;
import dev.turnpike.ingress.audit.AuditLog;
import dev.turnpike.ingress.audit.Origin;
import dev.turnpike.ingress.gate.Gate;
import dev.turnpike.ingress.tokens.Login;
import dev.turnpike.ingress.tokens.Revocations;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.concurrent.Callable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Log out. */
@Tag(name = "Accounts")
@RestController
class LogoutController {
  private final Revocations revocations;
  private final AuditLog audit;
  private final Gate gate;

  LogoutController(Revocations revocations, AuditLog audit, Gate gate) {
    this.revocations = revocations;
    this.audit = audit;
    this.gate = gate;
  }

  @Operation(
      summary = "Log out",
      description =
          "Ends the login that the token was issued under: its user token and all session tokens"
              + " made with it. With everywhere=true all logins of the user end; API keys stay."
              + " Here at once, on other nodes within a second.")
  @PostMapping("/api/v1/auth/logout")
  Callable<ResponseEntity<Void>> logOut(
      Login login, @RequestParam(defaultValue = "false") boolean everywhere, Origin origin) {
    return () -> {
      gate.requireDatabase();
      if (everywhere) {
        revocations.endLogins(login.userId());
      } else {
        revocations.endLogin(login);
      }
      audit.record(AuditEvent.succeeded(AuditAction.LOGGED_OUT, login.userId(), origin));
      return ResponseEntity.noContent().build();
    };
  }
}

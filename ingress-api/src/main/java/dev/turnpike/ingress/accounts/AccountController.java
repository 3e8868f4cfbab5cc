package dev.turnpike.ingress.accounts;

import dev.turnpike.ingress.audit.Origin;
import dev.turnpike.ingress.gate.Gate;
import dev.turnpike.ingress.limits.rates.LoginAttempts;
import dev.turnpike.ingress.problem.Problem;
import dev.turnpike.ingress.tokens.Token;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.util.concurrent.CompletableFuture;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Register and log in. */
@Tag(name = "Accounts")
@RestController
@RequestMapping("/api/v1/auth")
class AccountController {
  private final Registrations registrations;
  private final Logins logins;
  private final LoginAttempts attempts;
  private final Gate gate;

  AccountController(Registrations registrations, Logins logins, LoginAttempts attempts, Gate gate) {
    this.registrations = registrations;
    this.logins = logins;
    this.attempts = attempts;
    this.gate = gate;
  }

  @Operation(
      summary = "Register",
      description =
          "The password has 8 to 64 characters, among them an upper-case letter, a digit and a special character.")
  @PostMapping(path = "/register", consumes = MediaType.APPLICATION_JSON_VALUE)
  CompletableFuture<Account> register(@Valid @RequestBody RegisterRequest request, Origin origin) {
    gate.requireDatabase();
    return registrations.register(request, origin);
  }

  @Operation(summary = "Log in", description = "Gives a user token.")
  @PostMapping(path = "/login", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
  CompletableFuture<Token> login(@Valid @ModelAttribute LoginForm form, Origin origin) {
    gate.requireDatabase();
    String account = EmailAddress.normalized(form.username());
    attempts.count(account);
    try {
      return logins.login(form, origin);
    } catch (Problem busy) {
      attempts.giveBack(account);
      throw busy;
    }
  }
}

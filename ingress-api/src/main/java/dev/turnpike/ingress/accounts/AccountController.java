package dev.turnpike.ingress.accounts;

import com.fasterxml.uuid.NoArgGenerator;
import dev.turnpike.ingress.gate.Gate;
import dev.turnpike.ingress.problem.FieldError;
import dev.turnpike.ingress.problem.Problem;
import dev.turnpike.ingress.tokens.Token;
import dev.turnpike.ingress.tokens.TokenIssuer;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
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
  private final Users users;
  private final Passwords passwords;
  private final TokenIssuer tokens;
  private final NoArgGenerator ids;
  private final Gate gate;

  AccountController(
      Users users, Passwords passwords, TokenIssuer tokens, NoArgGenerator ids, Gate gate) {
    this.users = users;
    this.passwords = passwords;
    this.tokens = tokens;
    this.ids = ids;
    this.gate = gate;
  }

  @Operation(
      summary = "Register",
      description =
          "The password has 8 to 64 characters, among them an upper-case letter, a digit and a special character.")
  @PostMapping(path = "/register", consumes = MediaType.APPLICATION_JSON_VALUE)
  Callable<Account> register(@Valid @RequestBody RegisterRequest request) {
    return () -> {
      gate.requireDatabase();
      String email = request.normalizedEmail();
      if (users.isTaken(email)) {
        throw taken();
      }
      String id = ids.generate().toString();
      if (!users.add(id, email, passwords.hash(request.password()))) {
        throw taken();
      }
      return new Account(id, email, tokens.forUser(id));
    };
  }

  @Operation(summary = "Log in", description = "Gives a user token.")
  @PostMapping(path = "/login", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
  Callable<Token> login(@Valid @ModelAttribute LoginForm form) {
    return () -> {
      gate.requireDatabase();
      Optional<Users.Credentials> known =
          users.credentials(RegisterRequest.normalized(form.username()));
      String hash = known.map(Users.Credentials::passwordHash).orElse(null);
      if (!passwords.matches(form.password(), hash)) {
        throw refused();
      }
      return tokens.forUser(known.orElseThrow().userId());
    };
  }

  private static Problem taken() {
    String detail = "An account with this e-mail address exists.";
    return Problem.of(HttpStatus.CONFLICT, "email_taken", detail)
        .withErrors(List.of(new FieldError("email", detail)));
  }

  private static Problem refused() {
    String detail = "The e-mail address or the password is wrong.";
    return Problem.of(HttpStatus.UNAUTHORIZED, "wrong_credentials", detail)
        .withErrors(List.of(new FieldError("password", detail)))
        .withHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
  }
}

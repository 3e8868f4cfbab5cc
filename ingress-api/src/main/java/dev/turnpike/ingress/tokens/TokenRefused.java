package dev.turnpike.ingress.tokens;

import dev.turnpike.ingress.problem.FieldError;
import dev.turnpike.ingress.problem.Problem;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.AuthenticationException;

/** A token was sent that does not count, or that can't be checked now. */
final class TokenRefused extends AuthenticationException {
  private final Problem problem;

  TokenRefused(Problem problem) {
    super(problem.detail());
    this.problem = problem;
  }

  Problem problem() {
    return problem;
  }

  static TokenRefused invalid() {
    return refused("token_invalid", "The token is not valid.");
  }

  static TokenRefused expired() {
    return refused("token_expired", "The token has expired: log in again.");
  }

  static TokenRefused revoked() {
    return refused("token_revoked", "The token was revoked: log in again.");
  }

  private static TokenRefused refused(String code, String detail) {
    return new TokenRefused(problem(HttpStatus.UNAUTHORIZED, code, detail, "invalid_token"));
  }

  /**
   * @param error as RFC 6750 calls it; empty for none
   */
  static Problem problem(HttpStatus status, String code, String detail, String error) {
    String challenge = error.isEmpty() ? "Bearer" : "Bearer error=\"%s\"".formatted(error);
    return Problem.of(status, code, detail)
        .withErrors(List.of(new FieldError(HttpHeaders.AUTHORIZATION, detail)))
        .withHeader(HttpHeaders.WWW_AUTHENTICATE, challenge);
  }
}

package dev.turnpike.ingress.oidc;

import dev.turnpike.ingress.problem.Problem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.HandlerInterceptor;

/** Sends whoever wants to register or log in to the issuer. */
record AccountsElsewhere(String issuer) implements HandlerInterceptor {
  static final List<String> PATHS = List.of("/api/v1/auth/register", "/api/v1/auth/login");

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    throw Problem.of(
            HttpStatus.NOT_FOUND,
            "accounts_elsewhere",
            "Accounts are kept by %s: log in there and send its access token.".formatted(issuer))
        .with("issuer", issuer);
  }
}

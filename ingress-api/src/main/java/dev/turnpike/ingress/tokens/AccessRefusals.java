package dev.turnpike.ingress.tokens;

import dev.turnpike.ingress.problem.FieldError;
import dev.turnpike.ingress.problem.Problem;
import dev.turnpike.ingress.problem.ProblemWriter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;

/** Answers callers without a token, with a bad one, or with one of the wrong kind. */
record AccessRefusals(ProblemWriter writer)
    implements AuthenticationEntryPoint, AccessDeniedHandler {
  @Override
  public void commence(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
      throws IOException {
    writer.write(unauthenticated(failure), request, response);
  }

  @Override
  public void handle(
      HttpServletRequest request, HttpServletResponse response, AccessDeniedException failure)
      throws IOException {
    String detail = "This call takes a token of another kind (user, session or API key).";
    writer.write(
        problem(HttpStatus.FORBIDDEN, "wrong_token_kind", detail, "insufficient_scope"),
        request,
        response);
  }

  private static Problem unauthenticated(AuthenticationException failure) {
    if (!(failure instanceof OAuth2AuthenticationException refused)) {
      String detail = "This call needs a token: send Authorization: Bearer <token>.";
      return problem(HttpStatus.UNAUTHORIZED, "token_missing", detail, "");
    }
    boolean expired = String.valueOf(refused.getError().getDescription()).contains("expired");
    return expired
        ? problem(
            HttpStatus.UNAUTHORIZED,
            "token_expired",
            "The token has expired: log in again.",
            "invalid_token")
        : problem(
            HttpStatus.UNAUTHORIZED, "token_invalid", "The token is not valid.", "invalid_token");
  }

  private static Problem problem(HttpStatus status, String code, String detail, String error) {
    String challenge = error.isEmpty() ? "Bearer" : "Bearer error=\"%s\"".formatted(error);
    return Problem.of(status, code, detail)
        .withErrors(List.of(new FieldError(HttpHeaders.AUTHORIZATION, detail)))
        .withHeader(HttpHeaders.WWW_AUTHENTICATE, challenge);
  }
}

package dev.turnpike.ingress.tokens;

import dev.turnpike.ingress.problem.Problem;
import dev.turnpike.ingress.problem.ProblemWriter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authorization.AuthorizationDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;

/**
 * Answers callers without a token, with a bad one, with one of the wrong kind or of somebody who is
 * no administrator.
 */
record AccessRefusals(ProblemWriter writer)
    implements AuthenticationEntryPoint, AccessDeniedHandler {
  private static final String MISSING =
      "This call needs a token: send Authorization: Bearer <token>.";
  private static final String WRONG_KIND =
      "This call takes a token of another kind (user, session or API key).";

  private static final String NOT_ADMINISTRATOR =
      "This call is for administrators, and this account is none.";

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
    Problem problem =
        isNoAdministrator(failure)
            ? forbidden("administrator_only", NOT_ADMINISTRATOR)
            : forbidden("wrong_token_kind", WRONG_KIND);
    writer.write(problem, request, response);
  }

  private static boolean isNoAdministrator(AccessDeniedException failure) {
    return failure instanceof AuthorizationDeniedException denied
        && denied.getAuthorizationResult() instanceof AdministratorRule.NotAnAdministrator;
  }

  private static Problem forbidden(String code, String detail) {
    return TokenRefused.problem(HttpStatus.FORBIDDEN, code, detail, "insufficient_scope");
  }

  /** What is no token by its form alone is refused by Spring Security. */
  private static Problem unauthenticated(AuthenticationException failure) {
    return switch (failure) {
      case TokenRefused refused -> refused.problem();
      case OAuth2AuthenticationException _ -> TokenRefused.invalid().problem();
      default -> TokenRefused.problem(HttpStatus.UNAUTHORIZED, "token_missing", MISSING, "");
    };
  }
}

package dev.turnpike.ingress.openai;

import dev.turnpike.ingress.problem.FieldError;
import dev.turnpike.ingress.problem.Problem;
import dev.turnpike.ingress.problem.ProblemForm;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Problems in the form that OpenAI's clients read, for every call below {@code /v1}. */
@Component
public final class OpenAiErrors implements ProblemForm {
  private static final String BELOW = "/v1/";
  private static final String QUOTA = "insufficient_quota";

  /** What is written: {@code {"error": {…}}}. */
  public record Body(Detail error) {}

  /**
   * @param message for people
   * @param type a few classes of errors, for programs
   * @param param the field that is wrong
   * @param code for programs, more exactly
   */
  public record Detail(
      String message, String type, @Nullable String param, @Nullable String code) {}

  @Override
  public boolean isFor(HttpServletRequest request) {
    Object failed = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
    String path = failed instanceof String uri ? uri : request.getRequestURI();
    return path.startsWith(BELOW);
  }

  /** A broken rule is 422 elsewhere, 400 there. */
  @Override
  public int status(Problem problem) {
    int status = problem.status().value();
    return status == HttpStatus.UNPROCESSABLE_CONTENT.value()
        ? HttpStatus.BAD_REQUEST.value()
        : status;
  }

  @Override
  public Body body(Problem problem) {
    @Nullable FieldError first = problem.errors().isEmpty() ? null : problem.errors().getFirst();
    boolean aboutCaller = problem.status().value() == HttpStatus.UNAUTHORIZED.value();
    String message =
        first == null || aboutCaller || problem.detail().contains(first.message())
            ? problem.detail()
            : "%s %s.".formatted(first.field(), first.message());
    return new Body(
        new Detail(
            message,
            type(problem),
            first == null || aboutCaller ? null : first.field(),
            aboutCaller ? "invalid_api_key" : code(problem)));
  }

  /** In a stream, whose status is sent already. */
  public static Body inStream(String code, String message) {
    return new Body(new Detail(message, "server_error", null, code));
  }

  private static String code(Problem problem) {
    return isQuota(problem) ? QUOTA : problem.code();
  }

  /** Clients know it as what no second try helps against. */
  private static boolean isQuota(Problem problem) {
    return problem.code().equals("budget_exhausted");
  }

  private static String type(Problem problem) {
    return switch (problem.status().value()) {
      case 401 -> "authentication_error";
      case 403 -> "permission_error";
      case 429 -> isQuota(problem) ? QUOTA : "rate_limit_error";
      default -> problem.status().is4xxClientError() ? "invalid_request_error" : "server_error";
    };
  }
}

package dev.turnpike.ingress.limits.rates;

import dev.turnpike.ingress.problem.Problem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import org.springframework.http.HttpStatus;

/**
 * Tells clients how they stand, in the fields of the IETF's draft that most of them know, and on
 * the OpenAI-compatible API in OpenAI's too.
 */
final class RateHeaders {
  private static final String LIMIT = "RateLimit-Limit";
  private static final String REMAINING = "RateLimit-Remaining";
  private static final String RESET = "RateLimit-Reset";
  private static final String POLICY = "RateLimit-Policy";
  private static final String OPENAI = "/v1/";

  private RateHeaders() {}

  static void write(HttpServletRequest request, HttpServletResponse response, Verdict verdict) {
    String limit = Integer.toString(verdict.window().limit());
    String remaining = Long.toString(verdict.remaining());
    String reset = Long.toString(verdict.resetSeconds());
    response.setHeader(LIMIT, limit);
    response.setHeader(REMAINING, remaining);
    response.setHeader(RESET, reset);
    response.setHeader(POLICY, verdict.policy().header());
    if (request.getRequestURI().startsWith(OPENAI)) {
      response.setHeader("x-ratelimit-limit-requests", limit);
      response.setHeader("x-ratelimit-remaining-requests", remaining);
      response.setHeader("x-ratelimit-reset-requests", reset + "s");
    }
  }

  /** 429, after {@link #write}. */
  static Problem refusal(Verdict verdict, Subject subject) {
    String detail =
        "Too many calls: no more than %s %s (%s). Try again in %d s."
            .formatted(
                verdict.window().description(),
                subject.description(),
                verdict.policy().limited().label(),
                verdict.resetSeconds());
    return Problem.of(HttpStatus.TOO_MANY_REQUESTS, "rate_limited", detail)
        .withRetryAfter(Duration.ofSeconds(verdict.resetSeconds()));
  }

  /** 429 without {@link #write}. */
  static Problem completeRefusal(Verdict verdict, Subject subject) {
    return refusal(verdict, subject)
        .withHeader(LIMIT, Integer.toString(verdict.window().limit()))
        .withHeader(REMAINING, Long.toString(verdict.remaining()))
        .withHeader(RESET, Long.toString(verdict.resetSeconds()))
        .withHeader(POLICY, verdict.policy().header());
  }
}

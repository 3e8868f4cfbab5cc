package dev.turnpike.ingress.analytics;

import dev.turnpike.ingress.problem.FieldError;
import dev.turnpike.ingress.problem.Problem;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the analytics' replies mean to whoever asked here. */
record Replies(JsonMapper json) {
  private static final Logger log = LoggerFactory.getLogger(Replies.class);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

  /**
   * The report.
   *
   * @throws Problem what the analytics say of the request; what is wrong with them
   */
  byte[] report(HttpResponse<byte[]> reply) {
    int status = reply.statusCode();
    return switch (status) {
      case 200 -> {
        if (!isJson(reply) || isBroken(reply.body())) {
          throw failed(status);
        }
        yield reply.body();
      }
      case 400, 404, 422 -> throw aboutTheRequest(reply);
      case 429, 503 -> throw later(reply);
      default -> throw failed(status);
    };
  }

  private static boolean isJson(HttpResponse<byte[]> reply) {
    String type = reply.headers().firstValue(HttpHeaders.CONTENT_TYPE).orElse("");
    try {
      return MediaType.parseMediaType(type).isCompatibleWith(MediaType.APPLICATION_JSON);
    } catch (InvalidMediaTypeException e) {
      return false;
    }
  }

  private boolean isBroken(byte[] body) {
    try {
      return json.readTree(body).isMissingNode();
    } catch (JacksonException e) {
      return true;
    }
  }

  /** Only what problems have in common is taken over. */
  private Problem aboutTheRequest(HttpResponse<byte[]> reply) {
    JsonNode said;
    try {
      said = json.readTree(reply.body());
    } catch (JacksonException e) {
      said = json.createObjectNode();
    }
    HttpStatusCode status = HttpStatusCode.valueOf(reply.statusCode());
    String code =
        switch (reply.statusCode()) {
          case 404 -> "not_found";
          case 422 -> "invalid_request";
          default -> "bad_request";
        };
    String detail = said.path("detail").asString("The analytics can't answer this.");
    return Problem.of(status, code, detail).withErrors(errors(said));
  }

  private static List<FieldError> errors(JsonNode said) {
    List<FieldError> errors = new ArrayList<>();
    for (JsonNode each : said.path("errors")) {
      errors.add(
          new FieldError(each.path("field").asString(""), each.path("message").asString("")));
    }
    return errors;
  }

  private static Problem later(HttpResponse<byte[]> reply) {
    Problem problem =
        Problem.unavailable(
            "analytics_unavailable", "The analytics are not ready: try again in a moment.");
    try {
      long pause =
          Long.parseLong(reply.headers().firstValue(HttpHeaders.RETRY_AFTER).orElse("2").strip());
      return problem.withRetryAfter(
          Duration.ofSeconds(Math.clamp(pause, 1, LONGEST_PAUSE.toSeconds())));
    } catch (NumberFormatException e) {
      return problem;
    }
  }

  private static Problem failed(int status) {
    log.atError()
        .addKeyValue("status", status)
        .log("The analytics gave an answer that can't be passed on");
    String name = Objects.toString(HttpStatus.resolve(status), Integer.toString(status));
    return Problem.of(
        HttpStatus.BAD_GATEWAY,
        "analytics_failed",
        "The analytics gave no report but %s.".formatted(name));
  }
}

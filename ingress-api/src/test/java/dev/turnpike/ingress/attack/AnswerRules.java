package dev.turnpike.ingress.attack;

import dev.turnpike.ingress.attack.Wire.Reply;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What every answer of the service must be like, whatever was asked. */
final class AnswerRules {
  private static final JsonMapper JSON = new JsonMapper();

  /** To what is no call of the document: not found, not HTTP, not for you. */
  private static final Set<Integer> ELSEWHERE =
      Set.of(400, 401, 403, 404, 405, 406, 413, 414, 415, 431, 501, 505);

  /** Made by the server before anything of ours has seen the request. */
  private static final Set<Integer> NOT_HTTP = Set.of(400, 414, 431, 501, 505);

  private static final Pattern INSIDE =
      Pattern.compile(
          "\\b(java|jakarta|org|com|dev|tools)\\.[a-z]+\\.[a-zA-Z.]+|Exception\\b|\\tat |Caused by|select .* from |org\\.postgres",
          Pattern.CASE_INSENSITIVE);

  private AnswerRules() {}

  /** What is wrong with an answer. */
  static Optional<String> complaint(FuzzRequest request, Reply reply) {
    int status = reply.status();
    boolean documented = request.operation().statuses().contains(status);
    if (status >= 500 && status != 501 && status != 505) {
      return Optional.of("an error of the service: " + status);
    }
    if (request.faithful() ? !documented : !documented && !isAllowedElsewhere(request, status)) {
      return Optional.of("the status %d is not documented".formatted(status));
    }
    if (status < 400 || request.method().equals("HEAD")) {
      return Optional.empty();
    }
    if (INSIDE.matcher(reply.body()).find()) {
      return Optional.of("it tells what is inside");
    }
    return form(request, reply);
  }

  private static boolean isAllowedElsewhere(FuzzRequest request, int status) {
    return ELSEWHERE.contains(status)
        || (request.method().equals("OPTIONS") && status == 200)
        || (request.method().equals("GET") && (status == 200 || status == 302));
  }

  private static Optional<String> form(FuzzRequest request, Reply reply) {
    try {
      JsonNode body = JSON.readTree(reply.body());
      boolean problem =
          reply.header("Content-Type").equals("application/problem+json")
              && body.path("status").asInt() == reply.status()
              && body.path("code").isString()
              && body.path("detail").isString();
      boolean openAi =
          reply.header("Content-Type").equals("application/json")
              && body.at("/error/message").isString()
              && body.at("/error/type").isString();
      boolean wantsOpenAi =
          request.target().startsWith("/v1/") && !NOT_HTTP.contains(reply.status());
      boolean either = request.target().startsWith("/v1") && NOT_HTTP.contains(reply.status());
      return either
          ? problem || openAi ? Optional.empty() : wrong()
          : (wantsOpenAi ? openAi : problem) ? Optional.empty() : wrong();
    } catch (JacksonException e) {
      return wrong();
    }
  }

  private static Optional<String> wrong() {
    return Optional.of("the error has the wrong form");
  }
}

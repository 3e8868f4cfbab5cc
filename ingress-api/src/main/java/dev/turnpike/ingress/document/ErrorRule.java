package dev.turnpike.ingress.document;

import dev.turnpike.ingress.document.Calls.Call;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * One error that calls of a kind have in common.
 *
 * @param code for programs
 * @param meaning for people
 */
record ErrorRule(int status, String code, String meaning, Predicate<Call> applies) {
  private static final String AWAY = " can't be reached: try again in a moment.";

  private static final List<ErrorRule> ALL =
      List.of(
          always(400, "bad_request", "The request can't be understood."),
          when(400, "malformed_body", "The body is not valid JSON.", Call::hasBody),
          when(400, "invalid_request", "The request breaks a rule.", Call::isOpenAi),
          native_(401, "token_missing", "This call needs a token.", Call::needsToken),
          native_(401, "token_invalid", "The token is not valid.", _ -> true),
          native_(401, "token_expired", "The token has expired: log in again.", _ -> true),
          native_(401, "token_revoked", "The token was revoked: log in again.", _ -> true),
          when(401, "invalid_api_key", "The token or API key is not valid.", Call::isOpenAi),
          when(403, "wrong_token_kind", "This call takes another kind of token.", Call::needsToken),
          when(
              403,
              "administrator_only",
              "The account is no administrator.",
              Call::isForAdministrators),
          when(404, "not_found", "There is nothing of the caller's there.", Call::namesObject),
          always(406, "not_acceptable", "The answer has no type that is accepted."),
          always(413, "body_too_large", "The body is longer than 524288 bytes."),
          always(414, "uri_too_long", "The address is too long."),
          always(415, "unsupported_media_type", "The body has a type that can't be read here."),
          native_(422, "invalid_request", "The request breaks a rule.", ErrorRule::takesInput),
          always(429, "rate_limited", "There were too many requests: wait as Retry-After says."),
          always(431, "headers_too_large", "The headers are larger than 8192 bytes."),
          always(500, "internal_error", "Something went wrong inside; it has been logged."),
          when(503, "database_unavailable", "The database" + AWAY, Call::isApi),
          when(503, "kafka_unavailable", "Kafka" + AWAY, Call::isApi),
          when(503, "not_ready", "The owner of this data has not started yet.", Call::isApi),
          when(503, "busy", "The service is busy: try again in a moment.", Call::isApi));

  /** Of codes that only single calls have. */
  private static final Map<String, String> OTHERS =
      Map.ofEntries(
          Map.entry("too_many_api_keys", "A user may have 50 API keys: revoke one first."),
          Map.entry("search_unavailable", "Memories can't be searched now: try again in a moment."),
          Map.entry("analytics_off", "This service was not told where the analytics are."),
          Map.entry("analytics_unavailable", "The analytics" + AWAY),
          Map.entry("analytics_failed", "The analytics gave no answer that could be passed on."),
          Map.entry("already_redriven", "The dead letter was driven again before."),
          Map.entry("value_left_out", "The dead letter has no value that could be sent."),
          Map.entry("no_dead_letter", "The record does not say where it came from."),
          Map.entry("kafka_refused", "Kafka does not take the record from this service."),
          Map.entry("email_taken", "This e-mail address is taken."),
          Map.entry("wrong_credentials", "The e-mail address or the password is wrong."),
          Map.entry("session_busy", "A turn of this session has not ended."),
          Map.entry("cancelled", "The turn was cancelled."),
          Map.entry("turn_superseded", "Another turn took the place of the one to be replaced."),
          Map.entry(
              "turn_not_in_history", "The turn to be replaced is not in its session's history."),
          Map.entry("search_too_long", "The search took too long: give more words, or rarer ones."),
          Map.entry("invalid_cursor", "The cursor is not one of this turn's."),
          Map.entry("answer_deadline", "The turn has not ended yet; it goes on."),
          Map.entry("model_failed", "The model failed."),
          Map.entry("model_not_found", "There is no model of that name here."),
          Map.entry("previous_response_not_found", "There is no such response to go on with."),
          Map.entry("unsupported_parameter", "A field is understood and can't be served."),
          Map.entry("node_stopping", "This node is stopping: ask again."),
          Map.entry("starting", "This node is starting: ask again in a moment."),
          Map.entry("settling", "The turn's end is not stored yet: ask again in a moment."),
          Map.entry("budget_exhausted", "The budget is spent: wait as Retry-After says."),
          Map.entry("insufficient_quota", "The budget is spent: wait as Retry-After says."),
          Map.entry("overloaded", "Too many turns wait already: come back later."));

  private static ErrorRule when(int status, String code, String meaning, Predicate<Call> applies) {
    return new ErrorRule(status, code, meaning, applies);
  }

  private static ErrorRule always(int status, String code, String meaning) {
    return when(status, code, meaning, _ -> true);
  }

  private static ErrorRule native_(
      int status, String code, String meaning, Predicate<Call> applies) {
    return when(status, code, meaning, applies.and(call -> !call.isOpenAi()));
  }

  private static boolean takesInput(Call call) {
    return call.hasBody() || call.hasQuery() || call.namesObjectByNumber();
  }

  /** By status. */
  static Map<Integer, Set<String>> codesOf(Call call) {
    return ALL.stream()
        .filter(rule -> rule.applies.test(call))
        .collect(
            Collectors.groupingBy(
                ErrorRule::status,
                TreeMap::new,
                Collectors.mapping(ErrorRule::code, Collectors.toCollection(LinkedHashSet::new))));
  }

  static String meaningOf(String code) {
    return ALL.stream()
        .filter(rule -> rule.code.equals(code))
        .map(ErrorRule::meaning)
        .findFirst()
        .orElseGet(() -> OTHERS.getOrDefault(code, code.replace('_', ' ') + "."));
  }

  static String describe(int status, Set<String> codes) {
    return codes.stream()
        .map(code -> "`%s`: %s".formatted(code, meaningOf(code)))
        .collect(Collectors.joining("\n\n"));
  }

  static List<String> headersOf(int status) {
    return switch (status) {
      case 401, 403 -> List.of("WWW-Authenticate");
      case 429 ->
          List.of(
              "Retry-After",
              "RateLimit-Limit",
              "RateLimit-Remaining",
              "RateLimit-Reset",
              "RateLimit-Policy");
      case 503 -> List.of("Retry-After");
      default -> List.of();
    };
  }
}

package dev.turnpike.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.ingress.ApiClient.Answer;
import dev.turnpike.ingress.ApiClient.Visitor;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Every endpoint that there is × every kind of token: who is let in and who is not. An endpoint
 * that has no line here fails.
 */
class EndpointRulesTest {
  private static final Map<String, Endpoint> EXPECTED =
      """
      POST   /api/v1/auth/register            open
      POST   /api/v1/auth/login               open
      POST   /api/v1/auth/session             user
      GET    /api/v1/auth/sessions            user
      GET    /api/v1/auth/sessions/search     user
      GET    /api/v1/auth/session/{id}/turns  user session
      GET    /api/v1/auth/user                user
      PATCH  /api/v1/auth/session/{id}/name   user session
      DELETE /api/v1/auth/session/{id}        user session
      PUT    /api/v1/auth/session/{id}/memory user session
      POST   /api/v1/auth/logout              user session
      POST   /api/v1/auth/api-keys            user
      GET    /api/v1/auth/api-keys            user
      DELETE /api/v1/auth/api-keys/{id}       user
      DELETE /api/v1/auth/user                user
      GET    /api/v1/usage                    user session
      GET    /api/v1/analytics/{*report}      administrator
      GET    /api/v1/operations/overview      administrator
      GET    /api/v1/operations/workers       administrator
      GET    /api/v1/operations/models        administrator
      GET    /api/v1/operations/dead-letters  administrator
      GET    /api/v1/operations/dead-letters/{topic}/{partition}/{offset} administrator
      POST   /api/v1/operations/dead-letters/{topic}/{partition}/{offset}/redrive administrator
      GET    /api/v1/memories                 user
      DELETE /api/v1/memories                 user
      GET    /api/v1/memories/search          user
      GET    /api/v1/memories/settings        user
      PUT    /api/v1/memories/settings        user
      GET    /api/v1/memories/{id}/history    user
      DELETE /api/v1/memories/{id}            user
      POST   /api/v1/chatbot/chat             session
      POST   /api/v1/chatbot/chat/stream      session
      POST   /api/v1/chatbot/evaluation       session
      GET    /api/v1/chatbot/messages         session
      DELETE /api/v1/chatbot/messages         session
      GET    /api/v1/turns/{id}               user session
      GET    /api/v1/turns/{id}/stream        user session
      GET    /api/v1/turns/{id}/scores        user session
      POST   /api/v1/turns/{id}/cancel        user session
      POST   /v1/chat/completions             user api_key
      POST   /v1/responses                    user api_key
      GET    /v1/responses/{id}               user api_key
      POST   /v1/responses/{id}/cancel        user api_key
      GET    /v1/models                       user api_key
      GET    /v1/models/{*id}                 user api_key
      GET    /                                open
      GET    /health                          open
      GET    /api/v1/health                   open
      GET    /health/liveness                 open
      GET    /health/readiness                open
      GET    /api/v1/openapi.json             open
      GET    /api/v1/openapi.json.yaml        open
      GET    /api/v1/openapi.json/swagger-config open
      GET    /docs                            open
      *      /error                           open
      """
          .lines()
          .map(Endpoint::parsed)
          .collect(Collectors.toMap(Endpoint::name, each -> each));

  private static RunningIngress ingress;
  private static ApiClient api;

  private enum Kind {
    NONE,
    USER,
    SESSION,
    API_KEY,
    ADMINISTRATOR,
    GARBAGE
  }

  /** Who may call what. */
  private record Endpoint(String method, String path, Set<String> allowed) {
    static Endpoint parsed(String line) {
      String[] words = line.split(" +", -1);
      return new Endpoint(
          words[0],
          words[1],
          Arrays.stream(words, 2, words.length).collect(Collectors.toUnmodifiableSet()));
    }

    String name() {
      return method + " " + path;
    }

    boolean isOpen() {
      return allowed.contains("open");
    }

    boolean isForAdministrators() {
      return allowed.contains("administrator");
    }

    boolean allows(Kind kind) {
      return isOpen() || allowed.contains(kind.name().toLowerCase(Locale.ROOT));
    }
  }

  @BeforeAll
  static void start() {
    ingress = RunningIngress.start(Map.of());
    api = ingress.client();
  }

  @AfterAll
  static void stop() {
    ingress.close();
  }

  static Stream<String> endpoints() {
    return ingress
        .context()
        .getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
        .getHandlerMethods()
        .keySet()
        .stream()
        .flatMap(EndpointRulesTest::names)
        .distinct()
        .sorted();
  }

  private static Stream<String> names(RequestMappingInfo mapping) {
    Set<RequestMethod> methods = mapping.getMethodsCondition().getMethods();
    Stream<String> names =
        methods.isEmpty() ? Stream.of("*") : methods.stream().map(RequestMethod::name);
    return names.flatMap(
        method -> mapping.getPatternValues().stream().map(path -> method + " " + path));
  }

  @ParameterizedTest
  @MethodSource("endpoints")
  void letsInWhomItIsFor(String name) {
    Endpoint endpoint = EXPECTED.get(name);
    assertThat(endpoint).as("%s needs a line in this test, and a rule", name).isNotNull();
    for (Kind kind : Kind.values()) {
      if (kind == Kind.ADMINISTRATOR && !endpoint.isForAdministrators()) {
        continue; // One like any user there, but shared by the tests.
      }
      Answer answer = call(endpoint, kind, api.visitor());
      String which = "%s with %s: %s".formatted(name, kind, answer.raw().body());
      switch (expected(endpoint, kind)) {
        case 401 -> assertThat(answer.status()).as(which).isEqualTo(401);
        case 403 -> assertThat(answer.status()).as(which).isEqualTo(403);
        default -> assertThat(answer.status()).as(which).isNotIn(401, 403).isLessThan(500);
      }
    }
  }

  /** So that nobody finds a way in by a method that was forgotten. */
  @ParameterizedTest
  @MethodSource("endpoints")
  void otherMethodsAreClosed(String name) {
    Set<String> taken = endpoints().collect(Collectors.toSet());
    String path = name.split(" ", -1)[1];
    if (!path.startsWith("/api/") && !path.startsWith("/v1/")) {
      return;
    }
    Visitor visitor = api.visitor();
    for (String method : new String[] {"GET", "POST", "PUT", "PATCH", "DELETE"}) {
      if (!taken.contains(method + " " + path)) {
        Endpoint other = new Endpoint(method, path, Set.of());
        assertThat(call(other, Kind.NONE, visitor).status()).as(other.name()).isEqualTo(401);
        assertThat(call(other, Kind.USER, visitor).status()).as(other.name()).isIn(404, 405);
      }
    }
  }

  @Test
  void whatIsNotThereIsNotFoundButOnlyForWhoeverHasAToken() {
    Visitor visitor = api.visitor();
    for (String path : new String[] {"/api/v1/nothing", "/api/v2/auth/sessions", "/v1/nothing"}) {
      assertThat(api.get(path, null).status()).isEqualTo(401);
      assertThat(api.get(path, visitor.userToken()).status()).isEqualTo(404);
      assertThat(api.get(path, visitor.sessionToken()).status()).isEqualTo(404);
    }
  }

  private static int expected(Endpoint endpoint, Kind kind) {
    return switch (kind) {
      case GARBAGE -> 401;
      case NONE -> endpoint.isOpen() ? 200 : 401;
      case USER, SESSION, API_KEY, ADMINISTRATOR -> endpoint.allows(kind) ? 200 : 403;
    };
  }

  private static Answer call(Endpoint endpoint, Kind kind, Visitor visitor) {
    String path =
        endpoint
            .path()
            .replace("{topic}/{partition}/{offset}", "analytics.alerts.dlt/0/999999999")
            .replace("{*id}", "default")
            .replace("{*report}", "turns")
            .replace("{id}", "0190b0a0-0000-7000-8000-000000000000");
    String method = endpoint.method().equals("*") ? "GET" : endpoint.method();
    return api.send(method, path, token(kind, visitor).orElse(null), null, BodyPublishers.noBody());
  }

  private static Optional<String> token(Kind kind, Visitor visitor) {
    return switch (kind) {
      case NONE -> Optional.empty();
      case USER -> Optional.of(visitor.userToken());
      case SESSION -> Optional.of(visitor.sessionToken());
      case API_KEY -> Optional.of(api.apiKey(visitor));
      case ADMINISTRATOR -> Optional.ofNullable(api.administratorToken());
      case GARBAGE -> Optional.of("garbage");
    };
  }
}

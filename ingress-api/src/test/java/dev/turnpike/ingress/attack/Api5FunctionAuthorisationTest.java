package dev.turnpike.ingress.attack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.ingress.ApiClient.Answer;
import dev.turnpike.ingress.Party;
import dev.turnpike.ingress.document.ApiDocument.Operation;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * OWASP API5:2023, broken function level authorisation: every call × every kind of token, every
 * path × the methods that it does not have, and ways around the rules.
 */
class Api5FunctionAuthorisationTest {
  private static final List<String> METHODS = List.of("GET", "POST", "PUT", "PATCH", "DELETE");

  private static final Target target = Target.start();
  private static Party party;

  @BeforeAll
  static void meet() {
    party = Party.of(target.api());
  }

  static List<Operation> secured() {
    return target.secured();
  }

  static Set<String> paths() {
    Set<String> paths = new TreeSet<>();
    target.document().operations().forEach(each -> paths.add(each.path()));
    return paths;
  }

  @ParameterizedTest
  @MethodSource("secured")
  void otherTokensDoNotOpenIt(Operation operation) {
    String before = target.stateOf(party);
    String path = party.fill(operation.path());
    assertThat(target.call(operation, path, null).status()).isEqualTo(401);
    party
        .tokens()
        .forEach(
            (kind, token) -> {
              if (!operation.tokens().contains(kind)) {
                assertThat(target.call(operation, path, token).status()).as(kind).isEqualTo(403);
              }
            });
    assertThat(target.stateOf(party)).isEqualTo(before);
  }

  /** And no header makes one method of another. */
  @ParameterizedTest
  @MethodSource("paths")
  void noPathHasMoreMethodsThanItsOwn(String path) {
    Set<String> own = new TreeSet<>();
    target.document().operations().stream()
        .filter(each -> each.path().equals(path))
        .forEach(each -> own.add(each.method()));
    for (String method : METHODS) {
      if (!own.contains(method)) {
        for (String token : party.tokens().values()) {
          Answer answer =
              target.api().send(method, party.fill(path), token, null, BodyPublishers.noBody());
          assertThat(answer.status()).as(method + " " + path).isIn(401, 403, 404, 405);
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "X-HTTP-Method-Override: DELETE",
        "X-HTTP-Method: DELETE",
        "X-Method-Override: DELETE",
        "X-Original-URL: /api/v1/chatbot/messages",
        "X-Rewrite-URL: /api/v1/chatbot/messages",
        "X-Forwarded-Prefix: /api/v1/auth/..",
        "X-Forwarded-User: admin",
        "X-User-Id: someone"
      })
  void headersMakeNoOtherCallOfIt(String header) throws Exception {
    String before = target.stateOf(party);
    try (Wire wire = target.wire(10_000)) {
      wire.send(
          "GET /api/v1/auth/sessions?_method=DELETE HTTP/1.1\r\nHost: localhost\r\n%s\r\nAuthorization: Bearer %s\r\n\r\n"
              .formatted(header, party.visitor().userToken()));
      assertThat(wire.read(true).body()).contains(party.visitor().sessionId());
    }
    assertThat(target.stateOf(party)).isEqualTo(before);
  }

  /** Spellings of a path that one layer may read as another does not. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/v1/auth/login/../sessions",
        "/api/v1/health/../auth/sessions",
        "/api/v1/health/%2e%2e/auth/sessions",
        "/api/v1/health/..;/auth/sessions",
        "/api/v1/health;/../auth/sessions",
        "/api/v1/auth/sessions;a=b",
        "/api/v1/auth/sessions/",
        "/api/v1//auth/sessions",
        "//api/v1/auth/sessions",
        "/API/v1/auth/sessions",
        "/api/v1/auth%2fsessions",
        "/api/v1/auth/sessions%00",
        "/api/v1/auth/sessions%20",
        "/api/v1/auth/sessions.json",
        "/api/v1/auth/sessions%0d%0aX: y",
        "/docs/../api/v1/auth/sessions",
        "/docs/%2e%2e/api/v1/auth/sessions",
        "\\api\\v1\\auth\\sessions",
        "/api/v1/auth/./sessions"
      })
  void noSpellingOfAPathGoesRoundItsRule(String path) throws Exception {
    try (Wire wire = target.wire(10_000)) {
      wire.send("GET %s HTTP/1.1\r\nHost: localhost\r\n\r\n".formatted(path));
      assertThat(wire.read(true).status()).as(path).isIn(400, 401, 404);
    }
  }

  @Test
  void whatOperatorsSeeIsNotServed() {
    for (String path :
        List.of("/actuator", "/actuator/env", "/actuator/heapdump", "/env", "/beans", "/loggers")) {
      for (Map.Entry<String, String> token : party.tokens().entrySet()) {
        assertThat(target.api().get(path, token.getValue()).status()).as(path).isEqualTo(404);
      }
    }
  }

  @AfterAll
  static void stop() {
    target.close();
  }
}

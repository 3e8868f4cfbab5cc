package dev.turnpike.ingress.http;

import static dev.turnpike.ingress.http.PlainClient.header;
import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.ingress.RunningIngress;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CrossOriginTest {
  private static final String FRIEND = "https://chat.example.com";
  private static final String ALLOW_ORIGIN = "Access-Control-Allow-Origin";
  private static RunningIngress ingress;
  private static PlainClient client;

  @BeforeAll
  static void start() {
    ingress =
        RunningIngress.start(
            Map.of("turnpike.ingress.cors.origins", FRIEND + ", http://localhost:3000"));
    client = new PlainClient(ingress);
  }

  @AfterAll
  static void stop() {
    ingress.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "POST | /api/v1/chatbot/chat/stream | authorization,content-type,prefer,traceparent",
        "GET | /api/v1/turns/0/stream | authorization,last-event-id,x-request-id",
        "PATCH | /api/v1/auth/session/0/name | authorization,content-type",
        "DELETE | /api/v1/auth/user | authorization",
        "POST | /v1/chat/completions | authorization,content-type,idempotency-key,"
            + "x-stainless-arch,x-stainless-helper-method,x-stainless-retry-count,x-stainless-timeout",
        "POST | /v1/responses | openai-organization,x-openwebui-chat-id,x-openwebui-task"
      })
  void answersPreflightsOfCallsThatClientsMake(String method, String path, String headers)
      throws Exception {
    HttpResponse<String> answer = preflight(path, FRIEND, method, headers);

    assertThat(answer.statusCode()).isEqualTo(204);
    assertThat(header(answer, ALLOW_ORIGIN)).isEqualTo(FRIEND);
    assertThat(header(answer, "Access-Control-Allow-Methods").split(", ")).contains(method);
    assertThat(header(answer, "Access-Control-Allow-Headers")).isEqualTo(headers);
    assertThat(header(answer, "Access-Control-Allow-Credentials")).isEmpty();
    assertThat(header(answer, "Vary")).contains("Origin");
  }

  @Test
  void letsPagesReadWhatTheyNeed() throws Exception {
    HttpResponse<String> answer = client.get("/api/v1/chatbot/messages", "Origin", FRIEND);

    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(header(answer, ALLOW_ORIGIN)).isEqualTo(FRIEND);
    assertThat(header(answer, "Access-Control-Expose-Headers").split(", "))
        .contains(
            "Location",
            "Content-Location",
            "Retry-After",
            "RateLimit",
            "RateLimit-Limit",
            "RateLimit-Remaining",
            "RateLimit-Reset",
            "X-Request-Id");
    assertThat(header(answer, "Access-Control-Allow-Credentials")).isEmpty();
  }

  @Test
  void evenAnEarlyRefusalCanBeRead() throws Exception {
    var answer =
        client.send("POST", "/api/v1/auth/register", "x".repeat(600_000), "Origin", FRIEND);
    assertThat(answer.statusCode()).isEqualTo(413);
    assertThat(header(answer, ALLOW_ORIGIN)).isEqualTo(FRIEND);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://chat.example.com.evil.example",
        "https://evil.example",
        "http://chat.example.com",
        "https://chat.example.com:8443",
        "HTTPS://CHAT.EXAMPLE.COM",
        "null",
        "*"
      })
  void tellsOtherOriginsNothing(String origin) throws Exception {
    HttpResponse<String> preflight = preflight("/api/v1/auth/login", origin, "POST", "x-any");
    assertThat(preflight.statusCode()).isEqualTo(403);
    assertThat(preflight.body()).contains("origin_not_allowed");
    HttpResponse<String> call = client.get("/", "Origin", origin);
    assertThat(call.statusCode()).isEqualTo(200);
    for (HttpResponse<String> answer : List.of(preflight, call)) {
      assertThat(answer.headers().map().keySet())
          .noneMatch(name -> name.startsWith("access-control-"));
    }
  }

  @Test
  void allowsNobodyByDefault() throws Exception {
    try (RunningIngress alone = RunningIngress.start(Map.of())) {
      var answer = new PlainClient(alone).get("/", "Origin", FRIEND);
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(header(answer, ALLOW_ORIGIN)).isEmpty();
    }
  }

  private static HttpResponse<String> preflight(
      String path, String origin, String method, String headers) throws Exception {
    return client.send(
        "OPTIONS",
        path,
        "",
        "Origin",
        origin,
        "Access-Control-Request-Method",
        method,
        "Access-Control-Request-Headers",
        headers);
  }
}

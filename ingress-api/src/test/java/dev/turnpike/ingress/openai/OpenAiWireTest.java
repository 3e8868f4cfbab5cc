package dev.turnpike.ingress.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.turnpike.events.CancelTurn;
import dev.turnpike.events.ContextSource;
import dev.turnpike.events.Origin;
import dev.turnpike.events.Role;
import dev.turnpike.events.StartTurn;
import dev.turnpike.events.TurnCommand;
import dev.turnpike.ingress.ApiClient;
import dev.turnpike.ingress.FakeWorker;
import dev.turnpike.ingress.RunningIngress;
import dev.turnpike.testing.TestPlatform;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What goes over the wire, and what becomes of it behind. */
class OpenAiWireTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private static final String COMPLETIONS = "/v1/chat/completions";
  private static final String CHAT = "X-OpenWebUI-Chat-Id";

  private static RunningIngress ingress;
  private static FakeWorker worker;
  private static ApiClient api;
  private static String token;

  @BeforeAll
  static void start() {
    ingress = RunningIngress.start(Map.of("turnpike.ingress.streams.heartbeat", "200ms"));
    worker =
        FakeWorker.start(
            TestPlatform.shared().bootstrapServers(), ingress.database(), OpenAiPlay::play);
    api = ingress.client();
    token = api.visitor().userToken();
  }

  @AfterAll
  static void stop() {
    worker.close();
    ingress.close();
  }

  @Test
  void aStreamIsWhatTheApiSays() {
    HttpResponse<String> answer =
        post(COMPLETIONS, streaming("answer", ",\"stream_options\":{\"include_usage\":true}"));
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type").orElse(""))
        .isEqualToIgnoringCase("text/event-stream;charset=UTF-8");
    var id = Pattern.compile("\"id\":\"(chatcmpl-[0-9a-f]{32})\"").matcher(answer.body());
    var created = Pattern.compile("\"created\":(\\d+)").matcher(answer.body());
    assertThat(id.find() && created.find()).isTrue();
    String head =
        "data: {\"id\":\"%s\",\"object\":\"chat.completion.chunk\",\"created\":%s,\"model\":\"sim\",\"choices\":["
            .formatted(id.group(1), created.group(1));
    String open = ",\"finish_reason\":null}],\"usage\":null}\n\n";
    assertThat(withoutHeartbeats(answer.body()))
        .isEqualTo(
            String.join(
                "",
                head + "{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":\"\"}" + open,
                head + "{\"index\":0,\"delta\":{\"content\":\"Hello, \"}" + open,
                head + "{\"index\":0,\"delta\":{\"content\":\"\uD83D\uDE80\"}" + open,
                head + "{\"index\":0,\"delta\":{\"content\":\" data: [DONE]\\r\\n\"}" + open,
                head + "{\"index\":0,\"delta\":{\"content\":\"\u2028 end\"}" + open,
                head + "{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}],\"usage\":null}\n\n",
                head
                    + "],\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":2,\"total_tokens\":5,"
                    + "\"prompt_tokens_details\":{\"cached_tokens\":0},"
                    + "\"completion_tokens_details\":{\"reasoning_tokens\":0}}}\n\n",
                "data: [DONE]\n\n"));
  }

  @Test
  void anErrorInAStreamIsItsLastFrame() {
    String body = withoutHeartbeats(post(COMPLETIONS, streaming("fail", "")).body());
    assertThat(body)
        .endsWith(
            "data: {\"error\":{\"message\":\"The model is away.\",\"type\":\"server_error\","
                + "\"param\":null,\"code\":\"model_unavailable\"}}\n\n")
        .doesNotContain("[DONE]");
  }

  @Test
  void aFailureIsNotRepeatedByClients() {
    HttpResponse<String> answer = post(COMPLETIONS, asking("fail", ""));
    assertThat(answer.statusCode()).isEqualTo(502);
    assertThat(answer.headers().firstValue("x-should-retry")).contains("false");
    assertThat(JSON.readTree(answer.body()).at("/error/type").asString()).isEqualTo("server_error");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "POST | /v1/chat/completions | {                     | 400 | malformed_body",
        "POST | /v1/chat/completions | []                    | 400 | invalid_request",
        "POST | /v1/chat/completions | {\"model\":\"x\",\"messages\":[{\"role\":\"user\",\"content\":\"a\"}],\"stream\":true} | 404 | model_not_found",
        "POST | /v1/responses        | {\"model\":\"sim\"}   | 400 | invalid_request",
        "POST | /v1/responses        | {\"model\":\"sim\",\"input\":\"a\",\"store\":false,\"background\":true} | 400 | unsupported_parameter",
        "POST | /v1/responses        | {\"model\":\"sim\",\"input\":\"a\",\"tools\":[{}]} | 400 | unsupported_parameter",
        "POST | /v1/responses        | {\"model\":\"sim\",\"input\":\"a\",\"stream\":true,\"previous_response_id\":\"resp_1\"} | 404 | previous_response_not_found",
        "GET  | /v1/responses/resp_1 | ''                    | 404 | not_found",
        "GET  | /v1/responses/resp_1?stream=true | ''        | 404 | not_found",
        "GET  | /v1/responses/resp_0199aaaabbbb7ccc8dddeeeeffff0001?stream=true | '' | 404 | not_found",
        "GET  | /v1/responses/resp_1?stream=maybe | ''       | 400 | invalid_request",
        "GET  | /v1/nothing          | ''                    | 404 | not_found",
        "PUT  | /v1/models           | ''                    | 405 | method_not_allowed",
      })
  void everyErrorHasTheFormOfTheApi(
      String method, String path, String body, int status, String code) {
    HttpResponse<String> answer =
        send(method, path, body, Map.of("Authorization", "Bearer " + token));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/json");
    JsonNode error = JSON.readTree(answer.body()).path("error");
    assertThat(error.path("code").asString()).as(answer.body()).isEqualTo(code);
    assertThat(error.path("message").asString()).isNotEmpty();
  }

  @Test
  void onlyUsersAreServed() {
    HttpResponse<String> nobody = send("GET", "/v1/models", "", Map.of());
    assertThat(nobody.statusCode()).isEqualTo(401);
    assertThat(JSON.readTree(nobody.body()).at("/error/code").asString())
        .isEqualTo("invalid_api_key");
    String session = api.visitor().sessionToken();
    HttpResponse<String> wrong =
        send("GET", "/v1/models", "", Map.of("Authorization", "Bearer " + session));
    assertThat(wrong.statusCode()).isEqualTo(403);
    assertThat(JSON.readTree(wrong.body()).at("/error/type").asString())
        .isEqualTo("permission_error");
  }

  @Test
  void tooLongABodyIsRefusedInThatFormToo() {
    HttpResponse<String> answer = post(COMPLETIONS, asking("x".repeat(600_000), ""));
    assertThat(answer.statusCode()).isEqualTo(413);
    assertThat(JSON.readTree(answer.body()).at("/error/code").asString())
        .isEqualTo("body_too_large");
  }

  @Test
  void aConversationIsAsSentUnlessItHasAName() {
    String marker = marker();
    String body = asking(marker, ",\"temperature\":0.5,\"max_tokens\":9");
    assertThat(post(COMPLETIONS, body).statusCode()).isEqualTo(200);
    TurnCommand command = commandOf(marker);
    StartTurn start = (StartTurn) command.getBody();
    assertThat(start.getContext()).isEqualTo(ContextSource.AS_SENT);
    assertThat(start.getOrigin()).isEqualTo(Origin.OPENAI);
    assertThat(start.getAgent()).isEqualTo("default");
    assertThat(start.getModel()).isEqualTo("sim");
    assertThat(start.getTemperature()).isEqualTo(0.5);
    assertThat(start.getMaxOutputTokens()).isEqualTo(9);
    assertThat(start.getMemory()).isTrue();
    assertThat(command.getSessionId()).contains(command.getTurnId().toString());
  }

  @Test
  void aNamedConversationGetsOnlyWhatIsNew() {
    String marker = marker();
    String chat = UUID.randomUUID().toString();
    String body =
        """
        {"model": "sim", "messages": [{"role": "system", "content": "S"},
          {"role": "user", "content": "1"}, {"role": "assistant", "content": "one"},
          {"role": "user", "content": "%s"}]}"""
            .formatted(marker);
    post(COMPLETIONS, body, CHAT, chat);
    TurnCommand command = commandOf(marker);
    StartTurn start = (StartTurn) command.getBody();
    assertThat(start.getContext()).isEqualTo(ContextSource.SESSION);
    assertThat(start.getMessages())
        .extracting(each -> each.getRole())
        .containsExactly(Role.SYSTEM, Role.USER);
    assertThat(command.getSessionId()).doesNotContain(chat);

    String again = marker();
    post(COMPLETIONS, asking(again, ",\"metadata\":{\"session_id\":\"" + chat + "\"}"));
    assertThat(commandOf(again).getSessionId()).isEqualTo(command.getSessionId());

    String other = marker();
    send(
        "POST",
        COMPLETIONS,
        asking(other, ""),
        Map.of("Authorization", "Bearer " + api.visitor().userToken(), CHAT, chat));
    assertThat(commandOf(other).getSessionId()).isNotEqualTo(command.getSessionId());
  }

  @Test
  void aClientsOwnErrandLeavesNoTrace() {
    String marker = marker();
    send(
        "POST",
        COMPLETIONS,
        asking(marker, ""),
        Map.of(
            "Authorization",
            "Bearer " + token,
            CHAT,
            "a chat",
            "X-OpenWebUI-Task",
            "title_generation"));
    StartTurn start = (StartTurn) commandOf(marker).getBody();
    assertThat(start.getOrigin()).isEqualTo(Origin.TASK);
    assertThat(start.getContext()).isEqualTo(ContextSource.AS_SENT);
    assertThat(start.getMemory()).isFalse();
  }

  @Test
  void whoeverClosesTheStreamCancelsTheTurn() throws IOException {
    String marker = "never";
    try (InputStream stream = open(streaming(marker, ""))) {
      assertThat(new String(stream.readNBytes(6), StandardCharsets.UTF_8)).isEqualTo("data: ");
    }
    UUID turn = commandOf(marker).getTurnId();
    await()
        .untilAsserted(
            () ->
                assertThat(worker.commands())
                    .filteredOn(each -> each.getTurnId().equals(turn))
                    .extracting(TurnCommand::getBody)
                    .anyMatch(CancelTurn.class::isInstance));
  }

  @Test
  void anIdleStreamIsKeptAlive() throws IOException {
    try (InputStream stream = open(streaming("never", ""))) {
      StringBuilder text = new StringBuilder();
      while (text.indexOf("\n:\n\n") < 0) {
        text.append((char) stream.read());
      }
    }
  }

  @Test
  void whatWasNotToBeStoredIsNotThere() {
    JsonNode response =
        JSON.readTree(
            post("/v1/responses", "{\"model\":\"sim\",\"input\":\"answer\",\"store\":false}")
                .body());
    assertThat(response.path("status").asString()).isEqualTo("completed");
    HttpResponse<String> again =
        send(
            "GET",
            "/v1/responses/" + response.path("id").asString(),
            "",
            Map.of("Authorization", "Bearer " + token));
    assertThat(again.statusCode()).isEqualTo(404);
  }

  private static TurnCommand commandOf(String text) {
    return await()
        .until(
            () ->
                worker.commands().stream()
                    .filter(
                        each ->
                            each.getBody() instanceof StartTurn start
                                && start.getMessages().getLast().getContent().equals(text))
                    .reduce((_, last) -> last),
            Optional::isPresent)
        .orElseThrow();
  }

  private static String marker() {
    return "marker " + UUID.randomUUID();
  }

  private static String asking(String text, String more) {
    return "{\"model\":\"sim\",\"messages\":[{\"role\":\"user\",\"content\":\"%s\"}]%s}"
        .formatted(text, more);
  }

  private static String streaming(String text, String more) {
    return asking(text, ",\"stream\":true" + more);
  }

  private static String withoutHeartbeats(String stream) {
    return String.join(
        "\n\n",
        List.of(stream.split("\n\n", -1)).stream().filter(each -> !each.equals(":")).toList());
  }

  private static HttpResponse<String> post(String path, String body) {
    return send("POST", path, body, Map.of("Authorization", "Bearer " + token));
  }

  private static void post(String path, String body, String header, String value) {
    send("POST", path, body, Map.of("Authorization", "Bearer " + token, header, value));
  }

  private static InputStream open(String body) throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(api.url() + COMPLETIONS))
            .header("Content-Type", "application/json")
            .header("Authorization", "Bearer " + token)
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    try {
      return HTTP.send(request, BodyHandlers.ofInputStream()).body();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static HttpResponse<String> send(
      String method, String path, String body, Map<String, String> headers) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(api.url() + path));
    headers.forEach(request::header);
    if (!body.isEmpty()) {
      request.header("Content-Type", "application/json");
    }
    // A connection of its own: a refused request may have ended the one before.
    try (HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      return http.send(
          request.method(method, HttpRequest.BodyPublishers.ofString(body)).build(),
          BodyHandlers.ofString());
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}

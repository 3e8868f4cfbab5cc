package dev.turnpike.ingress.requests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.turnpike.events.Channel;
import dev.turnpike.events.Delta;
import dev.turnpike.events.TurnCommand;
import dev.turnpike.ingress.ApiClient;
import dev.turnpike.ingress.FakeWorker;
import dev.turnpike.ingress.RunningIngress;
import dev.turnpike.testing.LogLines;
import dev.turnpike.testing.TestPlatform;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A request's name in its answer, in the log, and in what it sends through Kafka. */
class RequestIdsTest {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final String OWN = "browser-1_a.B";
  private static RunningIngress ingress;
  private static FakeWorker worker;
  private static LogLines lines;
  private static ApiClient.Visitor visitor;

  @BeforeAll
  static void start() {
    ingress = RunningIngress.start(Map.of("turnpike.ingress.answer-deadline", "10s"));
    worker =
        FakeWorker.start(
            TestPlatform.shared().bootstrapServers(),
            ingress.database(),
            stage -> {
              stage.started();
              stage.send(1, new Delta(0, "Hello.", Channel.ANSWER));
              stage.completed(1);
            });
    visitor = ingress.client().visitor();
    lines = LogLines.open();
  }

  @AfterAll
  static void stop() {
    lines.close();
    worker.close();
    ingress.close();
  }

  @Test
  void answersItsNameOrAnother() throws Exception {
    assertThat(idOf(send("GET", "/", null, "", OWN))).isEqualTo(OWN);
    String made = idOf(send("GET", "/", null, "", null));
    assertThat(made).hasSize(36);
    assertThat(idOf(send("GET", "/", null, "", null))).isNotEqualTo(made);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "two words", "<script>", "a\tb", "${jndi:x}"})
  void takesNoHarmfulName(String given) throws Exception {
    assertThat(idOf(send("GET", "/", null, "", given))).isNotEqualTo(given).hasSize(36);
  }

  @Test
  void takesNoLongName() throws Exception {
    assertThat(idOf(send("GET", "/", null, "", "x".repeat(64)))).hasSize(64);
    assertThat(idOf(send("GET", "/", null, "", "x".repeat(65)))).hasSize(36);
  }

  @ParameterizedTest
  @CsvSource({
    "401, GET, /api/v1/chatbot/messages, false",
    "404, GET, /nowhere, false",
    "404, GET, /api/v1/turns/0198c000-0000-7000-8000-000000000000, true",
    "422, POST, /api/v1/auth/register, false",
    "422, POST, /api/v1/chatbot/chat, true",
  })
  void problemsTellIt(int status, String method, String path, boolean known) throws Exception {
    HttpResponse<String> answer =
        send(method, path, known ? visitor.sessionToken() : null, "{}", OWN);
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.body()).contains("\"request_id\":\"" + OWN + "\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/v1/chatbot/chat", "/api/v1/chatbot/chat/stream"})
  void goesWithTheTurn(String path) throws Exception {
    String id = "turn-of" + path.replace('/', '.');
    ApiClient.Visitor asking = ingress.client().visitor();
    HttpResponse<String> answer =
        send("POST", path, asking.sessionToken(), ApiClient.message("Hi"), id);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(idOf(answer)).isEqualTo(id);

    await().until(() -> !worker.commandsOf(asking.sessionId()).isEmpty());
    TurnCommand command = worker.commandsOf(asking.sessionId()).getFirst();
    assertThat(command.getRequestId()).isEqualTo(id);
    await().until(() -> !about(id, "Answered").isEmpty());
    assertThat(about(id, "Turn accepted"))
        .singleElement()
        .satisfies(
            line ->
                assertThat(line.context())
                    .containsEntry("user_id", command.getUserId())
                    .containsEntry("session_id", asking.sessionId())
                    .containsEntry("turn_id", command.getTurnId().toString()));
    assertThat(about(id, "Answered"))
        .singleElement()
        .satisfies(
            line ->
                assertThat(line.context())
                    .containsEntry("user_id", command.getUserId())
                    .containsEntry("session_id", asking.sessionId()))
        .satisfies(
            line ->
                assertThat(line.whole())
                    .contains("method=\"POST\"", "route=\"" + path + "\"", "status=\"200\""));
  }

  @Test
  void tellsTheRouteAndNotThePath() throws Exception {
    String turn = "0198c000-0000-7000-8000-000000000001";
    send("GET", "/api/v1/turns/" + turn + "?cursor=secret", visitor.userToken(), "", "by-route");
    await().until(() -> !about("by-route", "Answered").isEmpty());
    assertThat(about("by-route", "Answered"))
        .singleElement()
        .satisfies(
            line ->
                assertThat(line.whole())
                    .contains("route=\"/api/v1/turns/{id}\"", "status=\"404\"", "turn_id=" + turn)
                    .doesNotContain("secret"));
  }

  @Test
  void threadsForgetItAfterwards() throws Exception {
    for (int n = 0; n < 20; n++) {
      send("GET", "/", null, "", "forgotten");
    }
    lines.all().stream()
        .filter(line -> "forgotten".equals(line.context().get("request_id")))
        .forEach(line -> assertThat(line.message()).isEqualTo("Answered"));
    assertThat(idOf(send("GET", "/", null, "", null))).isNotEqualTo("forgotten");
  }

  private static List<LogLines.Line> about(String id, String message) {
    return lines.saying(message).stream()
        .filter(line -> id.equals(line.context().get("request_id")))
        .toList();
  }

  private static String idOf(HttpResponse<?> answer) {
    return String.join(" ", answer.headers().allValues("X-Request-Id"));
  }

  private static HttpResponse<String> send(
      String method, String path, @Nullable String token, String body, @Nullable String id)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(ingress.client().url() + path))
            .method(
                method,
                method.equals("GET") ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
            .header("Content-Type", "application/json");
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    if (id != null) {
      request.header("X-Request-Id", id);
    }
    return HTTP.send(request.build(), BodyHandlers.ofString());
  }
}

package dev.turnpike.embedded.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Every fault, as a client meets it. */
class FaultTest {
  private static final Duration HANG_LIMIT = Duration.ofMillis(700);

  private static SimulatedModel model;
  private static ModelClient client;

  @BeforeAll
  static void start() {
    model = SimulatedModel.start(new SimulatedModelSettings(0, "ttft=0,gap=0", HANG_LIMIT));
    client = new ModelClient(model);
  }

  @AfterAll
  static void stop() {
    client.close();
    model.close();
  }

  @ParameterizedTest
  @CsvSource({
    "400,invalid_request_error,",
    "401,authentication_error,invalid_api_key",
    "429,requests,rate_limit_exceeded",
    "500,server_error,",
    "503,server_error,"
  })
  void anErrorStatusHasAnErrorBody(int status, String type, String code) throws Exception {
    HttpResponse<String> response = client.post(ModelClient.stream("sim:fault=" + status, "Hello"));

    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(response.headers().firstValue("content-type")).hasValue("application/json");
    JsonNode error = JsonMapper.shared().readTree(response.body()).path("error");
    assertThat(error.path("type").asString()).isEqualTo(type);
    assertThat(error.path("code").asString(null)).isEqualTo(code);
    assertThat(error.path("message").asString()).isNotEmpty();
    assertThat(error.has("param")).isTrue();
  }

  @Test
  void tooManyRequestsSaysWhenToTryAgain() throws Exception {
    assertThat(retryAfter("sim:fault=429")).isEqualTo("1");
    assertThat(retryAfter("sim:fault=429,retry-after=9")).isEqualTo("9");
    assertThat(retryAfter("sim:fault=503")).isEqualTo("none");
  }

  @Test
  void theFirstRequestsOfAKeyFail() throws Exception {
    String failing = ModelClient.ask("sim:fault=500:times=2,key=first", "Hello");
    String sameKey = ModelClient.ask("sim:gap=1,fault=500:times=2,key=first", "Bye");
    String otherKey = ModelClient.ask("sim:fault=500:times=1,key=second", "Hello");

    assertThat(client.post(failing).statusCode()).isEqualTo(500);
    assertThat(client.post(sameKey).statusCode()).isEqualTo(500);
    assertThat(client.post(failing).statusCode()).isEqualTo(200);
    assertThat(client.post(otherKey).statusCode()).isEqualTo(500);
    assertThat(client.post(otherKey).statusCode()).isEqualTo(200);
  }

  @Test
  void withoutAKeyTheNameCounts() throws Exception {
    String body = ModelClient.ask("sim:fault=500,times=1", "Hello");

    assertThat(client.post(body).statusCode()).isEqualTo(500);
    assertThat(client.post(body).statusCode()).isEqualTo(200);
  }

  @Test
  void anEmptyAnswerEndsAsIfAllWereWell() throws Exception {
    String stream = client.post(ModelClient.stream("sim:fault=empty", "Hello")).body();

    assertThat(ModelClient.streamedText(stream)).isEmpty();
    assertThat(stream).contains("\"finish_reason\":\"stop\"").endsWith("data: [DONE]\n\n");
    assertThat(client.answer(ModelClient.ask("sim:fault=empty", "Hello"))).isEmpty();
  }

  @Test
  void aTruncatedStreamEndsWithoutReason() throws Exception {
    String stream = client.post(ModelClient.stream("sim:fault=truncate,after=3", "Hello")).body();

    assertThat(tokens(stream)).isEqualTo(3);
    assertThat(stream).doesNotContain("[DONE]", "\"stop\"");
  }

  @Test
  void anErrorFrameEndsTheStream() throws Exception {
    List<JsonNode> chunks =
        ModelClient.chunks(
            client.post(ModelClient.stream("sim:fault=error,after=2", "Hello")).body());

    assertThat(chunks).hasSize(4);
    assertThat(chunks.getLast().at("/error/type").asString()).isEqualTo("server_error");
    assertThat(client.post(ModelClient.ask("sim:fault=error", "Hello")).statusCode())
        .isEqualTo(500);
  }

  @Test
  void aMalformedEventIsInTheMiddleOfTheStream() throws Exception {
    String stream =
        client.post(ModelClient.stream("sim:tokens=5,fault=malformed,after=2", "Hello")).body();

    List<String> events = ModelClient.events(stream);
    assertThat(events).hasSize(9).last().isEqualTo("[DONE]");
    assertThatThrownBy(() -> JsonMapper.shared().readTree(events.get(3)))
        .isInstanceOf(JacksonException.class);
    String body = client.post(ModelClient.ask("sim:fault=malformed", "Hello")).body();
    assertThatThrownBy(() -> JsonMapper.shared().readTree(body))
        .isInstanceOf(JacksonException.class);
  }

  @Test
  void aDroppedConnectionBreaksTheBody() throws Exception {
    Received received = receive(ModelClient.stream("sim:tokens=9,fault=drop,after=4", "Hello"));

    assertThat(received.broken()).isTrue();
    assertThat(tokens(received.text())).isEqualTo(4);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 3})
  void aHangSendsNothingMoreUntilTheLimit(int after) throws Exception {
    long begun = System.nanoTime();
    Received received =
        receive(ModelClient.stream("sim:tokens=9,fault=hang,after=" + after, "Hello"));

    assertThat(received.broken()).isTrue();
    assertThat(tokens(received.text())).isEqualTo(after);
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThan(HANG_LIMIT);
  }

  @Test
  void headersOfAHangingStreamComeAtOnce() throws Exception {
    String body = ModelClient.stream("sim:fault=hang", "Hello");

    HttpResponse<InputStream> response =
        client.http().send(client.request(body), BodyHandlers.ofInputStream());
    response.body().close();

    assertThat(response.statusCode()).isEqualTo(200);
  }

  @Test
  void wholeAnswersHangAndBreakToo() {
    for (String fault : List.of("hang", "drop")) {
      assertThatThrownBy(() -> client.post(ModelClient.ask("sim:fault=" + fault, "Hello")))
          .isInstanceOf(IOException.class);
    }
  }

  @Test
  void aHangNoticesThatItsClientLeft() throws Exception {
    try (SimulatedModel patient =
            SimulatedModel.start(
                new SimulatedModelSettings(0, "ttft=0,gap=0", Duration.ofMinutes(5)));
        ModelClient leaving = new ModelClient(patient)) {
      String body = ModelClient.stream("sim:fault=hang", "Hello");
      HttpResponse<InputStream> response =
          leaving.http().send(leaving.request(body), BodyHandlers.ofInputStream());
      assertThat(patient.openAnswers()).isEqualTo(1);

      response.body().close();

      Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> patient.openAnswers() == 0);
    }
  }

  private record Received(String text, boolean broken) {}

  private static Received receive(String body) throws Exception {
    HttpResponse<InputStream> response =
        client.http().send(client.request(body), BodyHandlers.ofInputStream());
    StringBuilder text = new StringBuilder();
    try (InputStream stream = response.body()) {
      int next = stream.read();
      while (next >= 0) {
        text.append((char) next);
        next = stream.read();
      }
      return new Received(text.toString(), false);
    } catch (IOException e) {
      return new Received(
          new String(text.toString().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8),
          true);
    }
  }

  private static String retryAfter(String name) throws Exception {
    return client
        .post(ModelClient.ask(name, "Hello"))
        .headers()
        .firstValue("retry-after")
        .orElse("none");
  }

  private static long tokens(String stream) {
    return stream.isEmpty()
        ? 0
        : ModelClient.chunks(stream).stream()
            .filter(chunk -> !chunk.at("/choices/0/delta/content").asString("").isEmpty())
            .count();
  }
}

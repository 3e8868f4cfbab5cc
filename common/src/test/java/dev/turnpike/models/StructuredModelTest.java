package dev.turnpike.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.request.json.JsonSchema;
import dev.turnpike.models.ModelException.ModelOutage;
import dev.turnpike.models.StructuredModel.Question;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class StructuredModelTest {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Question QUESTION =
      new Question(
          "some-model",
          "Extract.",
          "I live in Paris.",
          JsonSchema.builder()
              .name("facts")
              .rootElement(JsonObjectSchema.builder().addStringProperty("text").build())
              .build());

  private HttpServer provider;
  private Models models;
  private StructuredModel model;
  private volatile int status = 200;
  private volatile String content = "";
  private volatile JsonNode request = JSON.nullNode();

  @BeforeEach
  void start() throws IOException {
    provider = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    provider.createContext(
        "/v1/chat/completions",
        exchange -> {
          request = JSON.readTree(exchange.getRequestBody().readAllBytes());
          var message = Map.of("role", "assistant", "content", content);
          var choice = Map.of("index", 0, "finish_reason", "stop", "message", message);
          var body = JSON.writeValueAsString(Map.of("choices", new Object[] {choice}));
          var bytes = body.getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().set("Content-Type", "application/json");
          exchange.sendResponseHeaders(status, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    provider.start();
    var timeout = Duration.ofSeconds(5);
    var url = URI.create("http://127.0.0.1:%d/v1".formatted(provider.getAddress().getPort()));
    models =
        new Models(
            new ModelProperties(
                url, "", "default-model", false, timeout, timeout, timeout, Map.of()),
            new SimpleMeterRegistry());
    model = new StructuredModel(models, 1);
  }

  @AfterEach
  void stop() {
    models.close();
    provider.stop(0);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"text\":\"a ``` b\"}",
        "```json\n{\"text\":\"a ``` b\"}\n```",
        "\n {\"text\":\"a ``` b\"}"
      })
  void jsonIsReadEvenFromAMarkdownFence(String answer) throws Exception {
    content = answer;

    assertThat(model.ask(QUESTION).json().path("text").asString()).isEqualTo("a ``` b");
  }

  @Test
  void theShapeIsSentAsAStrictSchema() throws Exception {
    content = "{}";
    model.ask(QUESTION);

    assertThat(request.path("model").asString()).isEqualTo("some-model");
    var schema = request.path("response_format").path("json_schema");
    assertThat(schema.path("name").asString()).isEqualTo("facts");
    assertThat(schema.path("strict").asBoolean()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"I would rather not.", "```json", "```", "{\"text\": \"cut of"})
  void whatIsNoJsonIsUnusableAndNotQuoted(String answer) {
    content = answer;

    assertThatThrownBy(() -> model.ask(QUESTION))
        .isInstanceOf(UnusableAnswerException.class)
        .hasMessageNotContaining(answer)
        .hasNoCause();
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403, 429, 500, 503})
  void whatMayPassIsAnOutage(int refusal) {
    status = refusal;

    assertThatThrownBy(() -> model.ask(QUESTION)).isInstanceOf(ModelOutage.class);
  }

  @Test
  void aRefusedQuestionIsNoOutage() {
    status = 400;

    assertThatThrownBy(() -> model.ask(QUESTION)).isInstanceOf(UnusableAnswerException.class);
  }
}

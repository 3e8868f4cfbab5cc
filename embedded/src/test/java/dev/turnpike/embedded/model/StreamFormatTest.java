package dev.turnpike.embedded.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The wire format of streamed answers, as OpenAI's clients expect it. */
class StreamFormatTest {
  private static SimulatedModel model;
  private static ModelClient client;

  @BeforeAll
  static void start() {
    model = SimulatedModel.start(SimulatedModelSettings.instant());
    client = new ModelClient(model);
  }

  @AfterAll
  static void stop() {
    client.close();
    model.close();
  }

  @Test
  void headersSayEventStream() throws Exception {
    var response = client.post(ModelClient.stream("sim", "Hello"));

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("content-type"))
        .hasValue("text/event-stream; charset=utf-8");
    assertThat(response.headers().firstValue("cache-control")).hasValue("no-cache");
  }

  @Test
  void firstDeltaNamesTheRoleAndTheLastChunkTheReason() throws Exception {
    List<JsonNode> chunks =
        ModelClient.chunks(client.post(ModelClient.stream("sim", "Hello")).body());

    assertThat(chunks.getFirst().at("/choices/0/delta/role").asString()).isEqualTo("assistant");
    assertThat(chunks.getFirst().at("/choices/0/delta/content").asString()).isEmpty();
    JsonNode last = chunks.getLast().at("/choices/0");
    assertThat(last.path("delta").isEmpty()).isTrue();
    assertThat(last.path("finish_reason").asString()).isEqualTo("stop");
    assertThat(chunks.subList(0, chunks.size() - 1))
        .allMatch(chunk -> chunk.at("/choices/0/finish_reason").isNull());
  }

  @Test
  void allChunksHaveTheSameIdentity() throws Exception {
    List<JsonNode> chunks =
        ModelClient.chunks(client.post(ModelClient.stream("sim:seed=3", "Hello")).body());

    assertThat(chunks)
        .extracting(chunk -> chunk.path("id").asString())
        .containsOnly(chunks.getFirst().path("id").asString());
    assertThat(chunks)
        .extracting(chunk -> chunk.path("created").asLong())
        .containsOnly(chunks.getFirst().path("created").asLong());
    assertThat(chunks)
        .extracting(chunk -> chunk.path("model").asString())
        .containsOnly("sim:seed=3");
    assertThat(chunks)
        .extracting(chunk -> chunk.path("object").asString())
        .containsOnly("chat.completion.chunk");
  }

  @Test
  void doneEndsTheStream() throws Exception {
    String stream = client.post(ModelClient.stream("sim", "Hello")).body();

    assertThat(stream).endsWith("data: [DONE]\n\n");
    assertThat(stream).doesNotContain("\"usage\"");
  }

  @Test
  void usageComesInAChunkOfItsOwnWhenAskedFor() throws Exception {
    String request =
        ModelClient.with(
            ModelClient.stream("sim:tokens=7", "Hello"),
            "\"stream_options\":{\"include_usage\":true}");

    List<JsonNode> chunks = ModelClient.chunks(client.post(request).body());

    JsonNode last = chunks.getLast();
    assertThat(last.path("choices").isArray()).isTrue();
    assertThat(last.path("choices")).isEmpty();
    assertThat(last.at("/usage/completion_tokens").asInt()).isEqualTo(7);
    assertThat(last.at("/usage/total_tokens").asInt())
        .isEqualTo(last.at("/usage/prompt_tokens").asInt() + 7);
    assertThat(chunks.subList(0, chunks.size() - 1))
        .allMatch(chunk -> chunk.has("usage") && chunk.path("usage").isNull());
  }

  @Test
  void streamedAndWholeAnswersHaveTheSameText() throws Exception {
    String streamed =
        ModelClient.streamedText(client.post(ModelClient.stream("sim", "Hello")).body());

    assertThat(streamed).startsWith("(Simulated model) ");
    assertThat(client.answer(ModelClient.ask("sim", "Hello"))).isEqualTo(streamed);
  }

  @Test
  void adversarialTextArrivesExactly() throws Exception {
    String name = "sim:text=lorem,tokens=2000,seed=42";

    String streamed =
        ModelClient.streamedText(client.post(ModelClient.stream(name, "anything")).body());

    assertThat(streamed).isEqualTo(SimulatedModel.loremText(name));
    assertThat(streamed).contains("data: [DONE]", "\r\n", "\u2028", "\uD83D\uDE80");
  }
}

package dev.turnpike.embedded.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The wire format of answers in one piece, of tool calls, of the model list and of refusals. */
class WholeAnswerTest {
  private static final String TIME_TOOL =
      """
      "tools":[{"type":"function","function":{"name":"current_time","description":"The time.",
        "parameters":{"type":"object","properties":{"timezone":{"type":"string"}}}}}]
      """;

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
  void hasTheFieldsOfOpenAi() throws Exception {
    JsonNode answer = client.json(ModelClient.ask("sim:tokens=4", "Hello"));

    assertThat(answer.path("id").asString()).startsWith("chatcmpl-");
    assertThat(answer.path("object").asString()).isEqualTo("chat.completion");
    assertThat(answer.path("created").asLong()).isPositive();
    assertThat(answer.path("model").asString()).isEqualTo("sim:tokens=4");
    JsonNode choice = answer.at("/choices/0");
    assertThat(choice.path("index").asInt()).isZero();
    assertThat(choice.path("finish_reason").asString()).isEqualTo("stop");
    assertThat(choice.at("/message/role").asString()).isEqualTo("assistant");
    assertThat(answer.at("/usage/completion_tokens").asInt()).isEqualTo(4);
    assertThat(answer.at("/usage/prompt_tokens").asInt()).isPositive();
  }

  @Test
  void aLimitCutsTheAnswer() throws Exception {
    for (String limit : new String[] {"max_tokens", "max_completion_tokens"}) {
      JsonNode answer =
          client.json(
              ModelClient.with(ModelClient.ask("sim:tokens=9", "Hi"), "\"%s\":5".formatted(limit)));

      assertThat(answer.at("/choices/0/finish_reason").asString()).isEqualTo("length");
      assertThat(answer.at("/usage/completion_tokens").asInt()).isEqualTo(5);
    }
  }

  @Test
  void tokensAreAsManyAsAskedFor() throws Exception {
    for (int tokens : new int[] {1, 7, 300}) {
      JsonNode answer = client.json(ModelClient.ask("sim:tokens=" + tokens, "Hello"));

      assertThat(answer.at("/usage/completion_tokens").asInt()).isEqualTo(tokens);
    }
  }

  @Test
  void toolCallsHaveNoContent() throws Exception {
    JsonNode choice =
        client
            .json(ModelClient.with(ModelClient.ask("sim", "What time is it in Paris?"), TIME_TOOL))
            .at("/choices/0");

    assertThat(choice.path("finish_reason").asString()).isEqualTo("tool_calls");
    assertThat(choice.at("/message/content").isNull()).isTrue();
    JsonNode call = choice.at("/message/tool_calls/0");
    assertThat(call.path("type").asString()).isEqualTo("function");
    assertThat(call.at("/function/name").asString()).isEqualTo("current_time");
    assertThat(call.at("/function/arguments").asString())
        .isEqualTo("{\"timezone\":\"Europe/Paris\"}");
  }

  @Test
  void streamedToolCallsComeInPieces() throws Exception {
    String request =
        ModelClient.with(ModelClient.stream("sim", "What time is it in Paris?"), TIME_TOOL);

    var chunks = ModelClient.chunks(client.post(request).body());

    assertThat(chunks.getFirst().at("/choices/0/delta/content").isNull()).isTrue();
    JsonNode head = chunks.get(1).at("/choices/0/delta/tool_calls/0");
    assertThat(head.path("id").asString()).startsWith("call_");
    assertThat(head.path("index").asInt()).isZero();
    assertThat(head.at("/function/name").asString()).isEqualTo("current_time");
    assertThat(head.at("/function/arguments").asString()).isEmpty();
    StringBuilder arguments = new StringBuilder();
    for (JsonNode chunk : chunks.subList(2, chunks.size() - 1)) {
      JsonNode piece = chunk.at("/choices/0/delta/tool_calls/0");
      assertThat(piece.has("id")).isFalse();
      arguments.append(piece.at("/function/arguments").asString());
    }
    assertThat(arguments).hasToString("{\"timezone\":\"Europe/Paris\"}");
    assertThat(chunks.getLast().at("/choices/0/finish_reason").asString()).isEqualTo("tool_calls");
  }

  @Test
  void aSchemaIsAnsweredWithJson() throws Exception {
    String format =
        """
        "response_format":{"type":"json_schema","json_schema":{"name":"facts","strict":true,
          "schema":{"type":"object","required":["facts"],"properties":{
            "facts":{"type":"array","items":{"type":"string"}}}}}}
        """;

    assertThat(client.answer(ModelClient.with(ModelClient.ask("sim", "My name is Ada"), format)))
        .isEqualTo("{\"facts\":[\"The user's name is Ada\"]}");
  }

  @Test
  void contentInPartsIsRead() throws Exception {
    String message =
        """
        {"role":"user","content":[{"type":"text","text":"Count to 3"},{"type":"image_url"}]}
        """;

    assertThat(client.answer(ModelClient.body("sim", message))).endsWith(" 1, 2, 3.");
  }

  @Test
  void modelsAreListed() throws Exception {
    JsonNode list = JsonMapper.shared().readTree(client.get("/models").body());

    assertThat(list.path("object").asString()).isEqualTo("list");
    assertThat(list.at("/data/0/id").asString()).isEqualTo("sim");
    assertThat(list.at("/data/0/object").asString()).isEqualTo("model");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          nonsense                                        | 400 |                         | The body is not JSON
          []                                              | 400 |                         | The body must be a JSON object
          {"messages":[]}                                 | 400 | model                   | 'model' must be a string
          {"model":"sim"}                                 | 400 | messages                | 'messages' must hold
          {"model":"sim","messages":"Hi"}                 | 400 | messages                | 'messages' must be an array
          {"model":"sim","messages":[{"role":"owl"}]}     | 400 | messages[0].role        | Unknown role 'owl'
          {"model":"sim","messages":[{"role":"user"}]}    | 400 | messages[0].content     | 'messages[0].content' must be
          {"model":"gpt-4o","messages":[{"role":"user","content":"x"}]}                | 404 | model | The model 'gpt-4o' does not
          {"model":"sim:x=1","messages":[{"role":"user","content":"x"}]}               | 400 | model | Unknown knob 'x'
          {"model":"sim","messages":[{"role":"user","content":"x"}],"stream":"yes"}    | 400 | stream | 'stream' must be true or
          {"model":"sim","messages":[{"role":"user","content":"x"}],"n":2}             | 400 | n      | 'n' must be 1
          {"model":"sim","messages":[{"role":"user","content":"x"}],"max_tokens":0}    | 400 | max_tokens | 'max_tokens' must be
          """)
  void impossibleRequestsAreRefused(String body, int status, String param, String message)
      throws Exception {
    HttpResponse<String> response = client.post(body);

    JsonNode error = JsonMapper.shared().readTree(response.body()).path("error");
    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(error.path("param").asString(null)).isEqualTo(param);
    assertThat(error.path("message").asString()).startsWith(message);
    assertThat(error.path("type").asString()).isEqualTo("invalid_request_error");
  }

  @Test
  void wrongPathsAndMethodsAreNamed() throws Exception {
    assertThat(client.get("/nowhere").statusCode()).isEqualTo(404);
    assertThat(client.get("/chat/completions").statusCode()).isEqualTo(405);
    assertThat(client.get("/chat/completions").headers().firstValue("allow")).hasValue("POST");
  }
}

package dev.turnpike.embedded.model.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChatRequestParserTest {
  private static final String USER = "{\"role\":\"user\",\"content\":\"Hi\"}";

  @Test
  void whatIsLeftOutHasItsDefault() {
    ChatRequest request = parse(USER, "");

    assertThat(request.stream()).isFalse();
    assertThat(request.includeUsage()).isFalse();
    assertThat(request.tools()).isEmpty();
    assertThat(request.toolChoice()).isInstanceOf(ToolChoice.Auto.class);
    assertThat(request.responseFormat()).isInstanceOf(ResponseFormat.Text.class);
    assertThat(request.maxTokens()).isEqualTo(Integer.MAX_VALUE);
  }

  @Test
  void nullIsLikeLeftOutAndUnknownFieldsAreIgnored() {
    String fields =
        """
        ,"stream":null,"stream_options":null,"tools":null,"tool_choice":null,"max_tokens":null,
        "response_format":null,"temperature":0.3,"metadata":{"a":[1]},"n":null
        """;

    assertThat(parse(USER, fields)).isEqualTo(parse(USER, ""));
  }

  @Test
  void everyRoleIsRead() {
    ChatRequest request =
        parse(
            """
            {"role":"developer","content":"Be brief"},
            {"role":"user","content":[{"type":"text","text":"a"},{"type":"text","text":"b"}]},
            {"role":"assistant","content":null,"tool_calls":[
              {"id":"c1","type":"function","function":{"name":"f","arguments":"{}"}}]},
            {"role":"tool","tool_call_id":"c1","content":"done"}
            """,
            "");

    assertThat(request.messages())
        .extracting(Message::role, Message::content)
        .containsExactly(
            tuple(Role.SYSTEM, "Be brief"),
            tuple(Role.USER, "ab"),
            tuple(Role.ASSISTANT, ""),
            tuple(Role.TOOL, "done"));
    assertThat(request.messages().get(2).toolCalls())
        .containsExactly(new ToolCall("c1", "f", "{}"));
    assertThat(request.lastUserMessage()).map(Message::content).hasValue("ab");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          "none"                                         | None
          "required"                                     | Required
          "auto"                                         | Auto
          {"type":"function","function":{"name":"f"}}    | Named
          """)
  void toolChoices(String choice, String kind) {
    assertThat(parse(USER, ",\"tool_choice\":" + choice).toolChoice().getClass().getSimpleName())
        .isEqualTo(kind);
  }

  @Test
  void aToolWithoutParametersOrDescriptionIsFine() {
    Tool tool =
        parse(USER, ",\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"now\"}}]")
            .tools()
            .getFirst();

    assertThat(tool.description()).isEmpty();
    assertThat(tool.parameters().path("properties").isMissingNode()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          ,"tools":{}                                         | tools
          ,"tools":[{"type":"function"}]                      | tools.function.name
          ,"tool_choice":"maybe"                              | tool_choice
          ,"response_format":{"type":"xml"}                   | response_format.type
          ,"response_format":{"type":"json_schema"}           | response_format.json_schema.schema
          ,"stream_options":{"include_usage":1}               | stream_options.include_usage
          ,"max_completion_tokens":1.5                        | max_completion_tokens
          """)
  void impossibleFieldsAreNamed(String fields, String param) {
    assertThatThrownBy(() -> parse(USER, fields))
        .isInstanceOfSatisfying(
            RequestRefused.class,
            refused -> {
              assertThat(refused.error().status()).isEqualTo(400);
              assertThat(refused.error().param()).isEqualTo(param);
            });
  }

  private static ChatRequest parse(String messages, String fields) {
    String body = "{\"model\":\"sim\",\"messages\":[%s]%s}".formatted(messages, fields);
    return new ChatRequestParser().parse(body.getBytes(StandardCharsets.UTF_8));
  }
}

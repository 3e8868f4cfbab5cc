package dev.turnpike.ingress.openai.completions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.turnpike.events.ChatMessage;
import dev.turnpike.events.Role;
import dev.turnpike.ingress.commands.TurnIntake.Sampling;
import dev.turnpike.ingress.openai.MessageReader;
import dev.turnpike.ingress.openai.OpenAiProperties;
import dev.turnpike.ingress.problem.Problem;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class ChatRequestTest {
  private static final String HELLO = "{\"role\": \"user\", \"content\": \"hello\"}";
  private static final MessageReader READER = new MessageReader(new OpenAiProperties(true, 20, 5));

  @Test
  void theLeastIsAModelAndAMessage() {
    ChatRequest request = of("");
    assertThat(request.model()).isEqualTo("sim");
    assertThat(request.conversation().messages())
        .containsExactly(new ChatMessage(Role.USER, "hello"));
    assertThat(request.stream()).isFalse();
    assertThat(request.sampling()).isEqualTo(Sampling.NONE);
  }

  @Test
  void hintsAreTakenOrIgnored() {
    ChatRequest request =
        of(
            """
            , "stream": true, "stream_options": {"include_usage": true}, "temperature": 0.5,
            "top_p": 0.9, "max_completion_tokens": 7, "max_tokens": 9, "presence_penalty": 1,
            "seed": 4, "user": "x", "n": 1, "tools": [], "functions": null, "stop": [],
            "logprobs": false, "response_format": {"type": "text"}, "modalities": ["text"],
            "metadata": {"session_id": "s", "a": "b"}, "never heard of": {}""");
    assertThat(request.stream()).isTrue();
    assertThat(request.includeUsage()).isTrue();
    assertThat(request.sampling()).isEqualTo(new Sampling(0.5, 0.9, 7));
    assertThat(request.labels().session()).contains("s");
    assertThat(request.labels().values()).isEqualTo(Map.of("session_id", "s", "a", "b"));
    assertThat(of(", \"max_tokens\": 9").sampling().maxOutputTokens()).isEqualTo(9);
  }

  @Test
  void contentIsTextOrPartsOfText() {
    assertThat(
            messages(
                """
                {"role": "developer", "content": "be kind"},
                {"role": "system", "content": ""},
                {"role": "assistant", "content": null},
                {"role": "user", "content": [{"type": "text", "text": "a"},
                                             {"type": "text", "text": "b"}]}"""))
        .containsExactly(
            new ChatMessage(Role.SYSTEM, "be kind"), new ChatMessage(Role.USER, "a\nb"));
  }

  @Test
  void onlyWhatIsNewGoesToASession() {
    String all =
        """
        {"role": "system", "content": "S"}, {"role": "user", "content": "1"},
        {"role": "assistant", "content": "one"}, {"role": "user", "content": "2"}""";
    assertThat(request(all, "").conversation().news())
        .containsExactly(new ChatMessage(Role.SYSTEM, "S"), new ChatMessage(Role.USER, "2"));
    assertThat(of("").conversation().news()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "'n': 2                                            | n",
        "'tools': [{'type': 'function'}]                   | tools",
        "'functions': [{}]                                 | functions",
        "'logprobs': true                                  | logprobs",
        "'stop': 'x'                                       | stop",
        "'stop': ['x']                                     | stop",
        "'audio': {'voice': 'x'}                           | audio",
        "'modalities': ['text', 'audio']                   | modalities",
        "'response_format': {'type': 'json_object'}        | response_format.type",
      })
  void whatCantBeFollowedIsRefused(String field, String param) {
    assertRefused(HELLO, ", " + field.replace('\'', '"'), "unsupported_parameter", param);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "'temperature': 3           | temperature",
        "'temperature': 'hot'       | temperature",
        "'top_p': -1                | top_p",
        "'max_tokens': 0            | max_tokens",
        "'max_tokens': 1.5          | max_tokens",
        "'stream': 'yes'            | stream",
        "'stream': true, 'stream_options': 1 | stream_options",
        "'n': 'two'                 | n",
        "'metadata': {'a': 1}       | metadata.a",
        "'metadata': []             | metadata",
        "'modalities': 'text'       | modalities",
      })
  void whatIsWrongIsNamed(String field, String param) {
    assertRefused(HELLO, ", " + field.replace('\'', '"'), "invalid_request", param);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "{'role': 'tool', 'content': 'x'}                 | unsupported_parameter | messages[0].role",
        "{'role': 'boss', 'content': 'x'}                 | invalid_request | messages[0].role",
        "{'content': 'x'}                                 | invalid_request | messages[0].role",
        "{'role': 'user', 'content': 7}                   | invalid_request | messages[0].content",
        "{'role': 'user', 'content': 'a\\u0000'}          | invalid_request | messages[0].content",
        "{'role': 'user', 'content': 'a\\ud800'}          | invalid_request | messages[0].content",
        "{'role': 'user', 'content': '123456789012345678901'} | invalid_request | messages[0].content",
        "{'role': 'user', 'content': [{'type': 'image_url'}]} | unsupported_parameter | messages[0].content[0].type",
        "{'role': 'user', 'content': [{'type': 'text'}]}  | invalid_request | messages[0].content[0].text",
        "{'role': 'assistant', 'tool_calls': [{}]}        | unsupported_parameter | messages[0].tool_calls",
        "{'role': 'user', 'content': ''}                  | invalid_request | messages",
        "{'role': 'assistant', 'content': 'x'}            | invalid_request | messages",
        "'x'                                              | invalid_request | messages[0]",
      })
  void messagesAreChecked(String message, String code, String param) {
    assertRefused(message.replace('\'', '"'), "", code, param);
  }

  @Test
  void thereMayBeTooMany() {
    assertRefused(
        String.join(",", List.of(HELLO, HELLO, HELLO, HELLO, HELLO, HELLO)),
        "",
        "invalid_request",
        "messages");
    assertRefused("", "", "invalid_request", "messages");
  }

  private static void assertRefused(String messages, String more, String code, String param) {
    assertThatThrownBy(() -> request(messages, more))
        .isInstanceOfSatisfying(
            Problem.class,
            problem -> {
              assertThat(problem.status().value()).isEqualTo(400);
              assertThat(problem.code()).isEqualTo(code);
              assertThat(problem.errors().getFirst().field()).isEqualTo(param);
            });
  }

  private static List<ChatMessage> messages(String messages) {
    return request(messages, "").conversation().messages();
  }

  private static ChatRequest of(String more) {
    return request(HELLO, more);
  }

  private static ChatRequest request(String messages, String more) {
    String body = "{\"model\": \"sim\", \"messages\": [%s]%s}".formatted(messages, more);
    return ChatRequest.of(new JsonMapper().readTree(body), READER);
  }
}

package dev.turnpike.models;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainDeltaTest {

  @Test
  void readsTheTextOfAnEventThatHasNothingElse() {
    assertThat(
            PlainDelta.textOf(
                """
                {"id":"c-1","object":"chat.completion.chunk","created":1,"model":"m","x":{"y":[1]},
                 "choices":[{"index":0,"delta":{"content":"a \\"b\\" \\ud83d\\ude00\\n","refusal":null},
                 "logprobs":null,"finish_reason":null}],"usage":null}\
                """))
        .isEqualTo("a \"b\" 😀\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[DONE]",
        "",
        "{",
        "[]",
        "{}",
        "{\"choices\":[]}",
        "{\"choices\":[{\"delta\":{}}]}",
        "{\"choices\":[{\"delta\":{\"content\":\"\"}}]}",
        "{\"choices\":[{\"delta\":{\"content\":null}}]}",
        "{\"choices\":[{\"delta\":{\"content\":\"a\"}}",
        "{\"choices\":[{\"delta\":{\"role\":\"assistant\",\"content\":\"a\"}}]}",
        "{\"choices\":[{\"delta\":{\"reasoning_content\":\"a\"}}]}",
        "{\"choices\":[{\"delta\":{\"content\":\"a\",\"tool_calls\":[{\"index\":0}]}}]}",
        "{\"choices\":[{\"delta\":{\"content\":\"a\"},\"finish_reason\":\"stop\"}]}",
        "{\"choices\":[{\"delta\":{\"content\":\"a\"}},{\"delta\":{\"content\":\"b\"}}]}",
        "{\"choices\":[{\"delta\":{\"content\":\"a\"}}],\"usage\":{\"total_tokens\":3}}",
        "{\"error\":{\"message\":\"no\"},\"choices\":[{\"delta\":{\"content\":\"a\"}}]}",
      })
  void leavesEverythingElse(String event) {
    assertThat(PlainDelta.textOf(event)).isNull();
  }
}

package dev.turnpike.ingress.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.turnpike.ingress.problem.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;

class CallHeadersTest {
  private final MockHttpServletRequest request = new MockHttpServletRequest();

  @Test
  void aCallMaySayNothing() {
    CallHeaders headers = CallHeaders.of(request);
    assertThat(headers.chat()).isEmpty();
    assertThat(headers.isTask()).isFalse();
    assertThat(headers.traceParent()).isNull();
  }

  @Test
  void aChatAndATaskAreNamed() {
    request.addHeader("x-openwebui-chat-id", "8c6d");
    request.addHeader("X-OpenWebUI-Task", "title_generation");
    assertThat(CallHeaders.of(request).chat()).contains("8c6d");
    assertThat(CallHeaders.of(request).isTask()).isTrue();
  }

  /** Chats that nobody keeps, and templates that were not filled in. */
  @ParameterizedTest
  @ValueSource(strings = {"", " ", "local:socket", "{{CHAT_ID}}"})
  void whatNamesNothingIsIgnored(String chat) {
    request.addHeader("X-OpenWebUI-Chat-Id", chat);
    assertThat(CallHeaders.of(request).chat()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "{{TASK}}"})
  void anUnfilledTaskIsNone(String task) {
    request.addHeader("X-OpenWebUI-Task", task);
    assertThat(CallHeaders.of(request).isTask()).isFalse();
  }

  @Test
  void aNameHasALimit() {
    request.addHeader("X-OpenWebUI-Chat-Id", "x".repeat(201));
    assertThatThrownBy(() -> CallHeaders.of(request)).isInstanceOf(Problem.class);
  }
}

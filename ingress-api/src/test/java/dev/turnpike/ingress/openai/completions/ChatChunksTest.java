package dev.turnpike.ingress.openai.completions;

import static dev.turnpike.ingress.openai.TurnEvents.all;
import static dev.turnpike.ingress.openai.TurnEvents.answer;
import static dev.turnpike.ingress.openai.TurnEvents.cancelled;
import static dev.turnpike.ingress.openai.TurnEvents.completed;
import static dev.turnpike.ingress.openai.TurnEvents.event;
import static dev.turnpike.ingress.openai.TurnEvents.failed;
import static dev.turnpike.ingress.openai.TurnEvents.reasoning;
import static dev.turnpike.ingress.openai.TurnEvents.restarted;
import static dev.turnpike.ingress.openai.TurnEvents.started;
import static dev.turnpike.ingress.openai.TurnEvents.text;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/** Byte for byte. */
class ChatChunksTest {
  private static final String HEAD =
      "data: {\"id\":\"chatcmpl-1\",\"object\":\"chat.completion.chunk\",\"created\":17,"
          + "\"model\":\"sim\",\"choices\":[";
  private static final String ROLE =
      HEAD
          + "{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":\"\"},"
          + "\"finish_reason\":null}]}\n\n";
  private static final String STOP =
      HEAD + "{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}\n\ndata: [DONE]\n\n";

  @Test
  void aStreamIsItsRoleItsTextItsReasonAndDone() {
    assertThat(all(chunks(), started(), answer("Hel"), answer("lo"), completed("stop")))
        .isEqualTo(ROLE + content("Hel") + content("lo") + STOP);
  }

  @Test
  void usageIsNullUntilTheEnd() {
    ChatChunks chunks = new ChatChunks("chatcmpl-1", 17, "sim", true, new JsonMapper());
    String nothing = ",\"finish_reason\":null}],\"usage\":null}\n\n";
    assertThat(all(chunks, started(), answer("a"), completed("length")))
        .isEqualTo(
            HEAD
                + "{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":\"\"}"
                + nothing
                + HEAD
                + "{\"index\":0,\"delta\":{\"content\":\"a\"}"
                + nothing
                + HEAD
                + "{\"index\":0,\"delta\":{},\"finish_reason\":\"length\"}],\"usage\":null}\n\n"
                + HEAD
                + "],\"usage\":{\"prompt_tokens\":7,\"completion_tokens\":5,\"total_tokens\":12,"
                + "\"prompt_tokens_details\":{\"cached_tokens\":2},"
                + "\"completion_tokens_details\":{\"reasoning_tokens\":1}}}\n\n"
                + "data: [DONE]\n\n");
  }

  @Test
  void anyTextStaysOnItsLine() {
    String text = "data: [DONE]\n\nid: 1\r\n\"\\\u2028\uD83D\uDE80\0";
    String chunk = text(chunks().of(event(answer(text)), null));
    assertThat(chunk).startsWith("data: {").endsWith("}\n\n");
    assertThat(chunk.substring(0, chunk.length() - 2)).doesNotContain("\n").doesNotContain("\r");
    var json = new JsonMapper().readTree(chunk.substring("data: ".length()));
    assertThat(json.at("/choices/0/delta/content").asString()).isEqualTo(text);
  }

  @Test
  void theSameAnswerAgainIsNotSentAgain() {
    assertThat(
            all(
                chunks(),
                answer("Hel"),
                restarted(0),
                started(),
                answer("He"),
                answer("llo"),
                completed("stop")))
        .isEqualTo(ROLE + content("Hel") + content("lo") + STOP);
  }

  @Test
  void anotherAnswerEndsInAnError() {
    String stream =
        all(chunks(), answer("Hello"), restarted(0), answer("Hey"), answer("!"), completed("stop"));
    assertThat(stream).startsWith(ROLE + content("Hello") + "data: {\"error\":{");
    assertThat(stream.substring((ROLE + content("Hello")).length()))
        .contains("\"code\":\"answer_restarted\"")
        .doesNotContain("[DONE]")
        .containsOnlyOnce("data: ");
  }

  @Test
  void aShorterAnswerIsAnotherOne() {
    assertThat(all(chunks(), answer("Hello"), restarted(0), answer("Hel"), completed("stop")))
        .contains("answer_restarted")
        .doesNotContain("[DONE]");
  }

  @Test
  void reasoningHasAFieldOfItsOwnAndIsNotRepeated() {
    assertThat(
            all(
                chunks(),
                reasoning("hm"),
                restarted(0),
                reasoning("so"),
                answer("x"),
                completed("")))
        .isEqualTo(
            ROLE
                + HEAD
                + "{\"index\":0,\"delta\":{\"reasoning_content\":\"hm\"},\"finish_reason\":null}]}\n\n"
                + content("x")
                + STOP);
  }

  @Test
  void noStreamEndsSilently() {
    assertThat(all(chunks(), started(), answer("a"), failed()))
        .isEqualTo(
            ROLE
                + content("a")
                + "data: {\"error\":{\"message\":\"The model is away.\",\"type\":\"server_error\","
                + "\"param\":null,\"code\":\"model_unavailable\"}}\n\n");
    assertThat(all(chunks(), cancelled())).contains("\"code\":\"cancelled\"");
    ChatChunks detached = chunks();
    assertThat(text(detached.detached("node_stopping", "Bye.")))
        .contains("\"code\":\"node_stopping\"");
    assertThat(detached.isResumable()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "stop,stop",
    "length,length",
    "content_filter,content_filter",
    "tool_calls,stop",
    "odd,stop"
  })
  void reasonsAreThoseOfTheApi(String reason, String finishReason) {
    assertThat(FinishReasons.of(reason)).isEqualTo(finishReason);
  }

  private static String content(String text) {
    return HEAD
        + "{\"index\":0,\"delta\":{\"content\":\""
        + text
        + "\"},\"finish_reason\":null}]}\n\n";
  }

  private static ChatChunks chunks() {
    return new ChatChunks("chatcmpl-1", 17, "sim", false, new JsonMapper());
  }
}

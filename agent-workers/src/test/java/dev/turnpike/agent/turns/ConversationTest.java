package dev.turnpike.agent.turns;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessageSerializer;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.turnpike.events.ChatMessage;
import dev.turnpike.events.Role;
import dev.turnpike.models.Model;
import dev.turnpike.models.Tokenizer;
import dev.turnpike.models.Tokenizer.Vocabulary;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConversationTest {

  private static final List<ChatMessage> INPUT = List.of(new ChatMessage(Role.USER, "now"));
  private static final List<PastMessage> HISTORY =
      List.of(
          past(Role.USER, "aaaa"),
          past(Role.ASSISTANT, "bbbb"),
          past(Role.USER, "cccc"),
          past(Role.ASSISTANT, "dddd"));

  @Test
  void keepsPromptHistoryAndInputInOrder() {
    assertThat(messages(100, window(1_000), HISTORY))
        .containsExactly(
            SystemMessage.from("prompt"),
            UserMessage.from("aaaa"),
            AiMessage.from("bbbb"),
            UserMessage.from("cccc"),
            AiMessage.from("dddd"),
            UserMessage.from("now"));
  }

  @Test
  void dropsTheOldestAndBeginsWithAUser() {
    var conversation = new Conversation("prompt", HISTORY, INPUT, 39);

    assertThat(conversation.fitting(window(1_000), List.of(), ""))
        .as("three would fit, but the first of them is an answer")
        .isEqualTo(HISTORY.subList(2, 4));
  }

  @Test
  void aSmallWindowKeepsPromptAndInput() {
    assertThat(messages(100, window(20), HISTORY))
        .containsExactly(SystemMessage.from("prompt"), UserMessage.from("now"));
  }

  @Test
  void whatFitsIsCountedByTheModelsTokenizer() {
    // 6,000 bytes that are 750 tokens or so: they leave room only when they are counted.
    var input = List.of(new ChatMessage(Role.USER, "a".repeat(6_000)));
    var conversation = new Conversation("prompt", HISTORY, input, 100);

    assertThat(conversation.fitting(window(3_000), List.of(), "")).isEqualTo(HISTORY);
  }

  @Test
  void anAnswerBringsTheToolCallsThatItCameFromOrNoneOfThem() {
    var call = ToolExecutionRequest.builder().id("c1").name("clock").arguments("{}").build();
    List<dev.langchain4j.data.message.ChatMessage> exchange =
        List.of(
            AiMessage.from(call),
            ToolExecutionResultMessage.from("c1", "clock", "noon"),
            AiMessage.from("It is noon"));
    var history =
        List.of(
            past(Role.USER, "What time is it?"),
            new PastMessage(
                new ChatMessage(Role.ASSISTANT, "It is noon"),
                ChatMessageSerializer.messagesToJson(exchange),
                50));

    assertThat(messages(100, window(1_000), history))
        .startsWith(SystemMessage.from("prompt"), UserMessage.from("What time is it?"))
        .containsSequence(exchange)
        .endsWith(UserMessage.from("now"));
    assertThat(messages(59, window(1_000), history))
        .containsExactly(SystemMessage.from("prompt"), UserMessage.from("now"));
  }

  @Test
  void anExchangeThatCannotBeReadGivesWayToTheAnswer() {
    var message = new PastMessage(new ChatMessage(Role.ASSISTANT, "It is noon"), "[{\"x\":1}]", 5);

    assertThat(message.forModel()).containsExactly(AiMessage.from("It is noon"));
  }

  private static List<dev.langchain4j.data.message.ChatMessage> messages(
      int maxHistoryTokens, Model model, List<PastMessage> history) {
    return new Conversation("prompt", history, INPUT, maxHistoryTokens)
        .messages(model, List.of(), "");
  }

  private static PastMessage past(Role role, String text) {
    return new PastMessage(new ChatMessage(role, text), null, 10);
  }

  private static Model window(int tokens) {
    return new Model("sim", true, tokens, 0, Tokenizer.of(Vocabulary.O200K_BASE));
  }
}

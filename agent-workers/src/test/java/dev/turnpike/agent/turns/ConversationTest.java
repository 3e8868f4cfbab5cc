package dev.turnpike.agent.turns;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.turnpike.events.ChatMessage;
import dev.turnpike.events.Role;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConversationTest {

  private static final List<ChatMessage> HISTORY =
      List.of(
          new ChatMessage(Role.USER, "aaaa"),
          new ChatMessage(Role.ASSISTANT, "bbbb"),
          new ChatMessage(Role.USER, "cccc"),
          new ChatMessage(Role.ASSISTANT, "dddd"));
  private static final List<ChatMessage> INPUT = List.of(new ChatMessage(Role.USER, "now"));

  @Test
  void keepsPromptHistoryAndInputInOrder() {
    var conversation = Conversation.of("prompt", HISTORY, INPUT, 16);

    assertThat(conversation.messages())
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
    assertThat(Conversation.of("prompt", HISTORY, INPUT, 15).history())
        .isEqualTo(HISTORY.subList(2, 4));
    assertThat(Conversation.of("prompt", HISTORY, INPUT, 7).history()).isEmpty();
  }

  @Test
  void theInputAlwaysGoesWhole() {
    assertThat(Conversation.of("prompt", HISTORY, INPUT, 0).messages())
        .containsExactly(SystemMessage.from("prompt"), UserMessage.from("now"));
  }
}

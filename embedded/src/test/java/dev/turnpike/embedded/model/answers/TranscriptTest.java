package dev.turnpike.embedded.model.answers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.embedded.model.wire.Message;
import dev.turnpike.embedded.model.wire.Role;
import org.junit.jupiter.api.Test;

class TranscriptTest {
  @Test
  void severalTurns() {
    Transcript transcript =
        of("Judge this.\nUser: Hi\nthere\nAssistant: Hello\nUser: Bye\nAssistant: Good day");

    assertThat(transcript.user()).containsExactly("Hi\nthere", "Bye");
    assertThat(transcript.assistant()).containsExactly("Hello", "Good day");
  }

  @Test
  void contextAndToolsAreNobodysWords() {
    Transcript transcript =
        of("<context>\nEarlier, the user: Hi\n</context>\n<user>\nBye\n</user>\nTool: 14:05");

    assertThat(transcript.user()).containsExactly("Bye");
    assertThat(transcript.assistant()).isEmpty();
  }

  @Test
  void proseThatMentionsSpeakersHasNone() {
    String text = "The user asked me: what is an assistant?\nusers and agents are many";

    assertThat(of(text).user()).containsExactly(text);
  }

  @Test
  void realMessagesCountAsWell() {
    Talk talk = Talk.begin().user("Hi").with(Message.of(Role.ASSISTANT, "Hello"));

    assertThat(Transcript.of(talk.request()).assistant()).containsExactly("Hello");
  }

  @Test
  void aSystemPromptAloneIsThePrompt() {
    assertThat(Transcript.of(Talk.begin().system("User: Hi").request()).user())
        .containsExactly("Hi");
  }

  private static Transcript of(String prompt) {
    return Transcript.of(Talk.begin().system("You judge.").user(prompt).request());
  }
}

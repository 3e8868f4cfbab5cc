package dev.turnpike.local.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.local.chat.SlashCommand.Given;
import org.junit.jupiter.api.Test;

class SlashCommandTest {

  @Test
  void aCommandMayHaveAnArgument() {
    assertThat(SlashCommand.parse("/open  2 ")).contains(new Given(SlashCommand.OPEN, "2"));
    assertThat(SlashCommand.parse("/RENAME Travel plans"))
        .contains(new Given(SlashCommand.RENAME, "Travel plans"));
    assertThat(SlashCommand.parse("/new")).contains(new Given(SlashCommand.NEW, ""));
  }

  @Test
  void itsBeginningWillDoIfItIsTheOnlyOne() {
    assertThat(SlashCommand.parse("/q")).contains(new Given(SlashCommand.QUIT, ""));
    assertThat(SlashCommand.parse("/re")).isEmpty();
    assertThat(SlashCommand.parse("/")).isEmpty();
    assertThat(SlashCommand.parse("/opens")).isEmpty();
  }

  @Test
  void eachIsHelpedWith() {
    assertThat(SlashCommand.values())
        .allSatisfy(each -> assertThat(each.help()).startsWith(each.word()));
    assertThat(SlashCommand.words()).contains("/stop", "/memory").doesNotHaveDuplicates();
  }
}

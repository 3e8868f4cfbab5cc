package dev.turnpike.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Conversations: saying things, and what can be done with what was said. */
@ExtendWith(InBrowser.class)
class ChatTest {

  @Test
  void answersStreamInWithMarkdown(Visitor ada) {
    ada.signUp();
    Talk talk = new Talk(ada.page());
    ada.assertAccessible();
    ada.shots("new-conversation");

    talk.say("Show me a table and some code");
    talk.awaitEnded(1);

    assertThat(talk.lastAnswer().locator("table tbody tr")).hasCount(3);
    assertThat(talk.lastAnswer().locator("pre code .hljs-keyword").first()).hasText("from");
    assertThat(talk.lastAnswer().locator("strong")).hasText("where it broke off");
    assertThat(ada.page().getByText("Simulated", new Page.GetByTextOptions().setExact(true)))
        .isVisible();
    assertThat(talk.button("Simulated model")).isVisible();
    ada.assertAccessible();
    ada.shots("answer");
  }

  @Test
  void toolCallsAreShownWithWhatWentInAndCameOut(Visitor ada) {
    ada.signUp();
    Talk talk = new Talk(ada.page());

    talk.say("What time is it in Lisbon?");
    talk.awaitEnded(1);

    Locator call = ada.page().locator(".step");
    assertThat(call).hasCount(1);
    assertThat(call.locator("summary")).containsText("current_time");
    call.locator("summary").click();
    assertThat(call.locator("pre").first()).containsText("Europe/Lisbon");
    assertThat(call.locator("pre").last()).containsText("Lisbon");
    ada.assertAccessible();
  }

  @Test
  void aTurnCanBeLookedInto(Visitor ada) {
    ada.signUp();
    Talk talk = new Talk(ada.page());
    talk.say("My name is Ada and I live in Paris");
    talk.awaitEnded(1);

    ada.page().locator(".facts").click();

    Locator details = ada.page().getByRole(AriaRole.DIALOG);
    assertThat(details.getByText("First token")).isVisible();
    assertThat(details.locator(".timeline li")).hasCount(2);
    assertThat(details.locator(".score").first())
        .isVisible(
            new com.microsoft.playwright.assertions.LocatorAssertions.IsVisibleOptions()
                .setTimeout(30_000));
    assertThat(details.locator(".score p").first()).containsText(Talk.PREFIX.strip());
    ada.assertAccessible();
    ada.shots("details");

    ada.page().keyboard().press("Escape");
    assertThat(details).hasCount(0);
    assertThat(ada.page().locator(".facts")).isFocused();
  }

  @Test
  void anAnswerCanBeStoppedAskedAgainAndAskedDifferently(Visitor ada) {
    ada.signUp();
    Talk talk = new Talk(ada.page());
    talk.say("Count to 3");
    talk.awaitEnded(1);
    talk.say("Count to 2000");
    talk.awaitText("10, 11");

    ada.page().keyboard().press("Escape");
    assertThat(ada.page().locator(".turn[data-status=cancelled]")).hasCount(1);
    assertThat(ada.page().getByText("Stopped", new Page.GetByTextOptions().setExact(true)))
        .isVisible();

    talk.box().press("ArrowUp");
    Locator editor = ada.page().getByLabel("Your message, edited");
    assertThat(editor).isFocused();
    ada.assertAccessible();
    editor.fill("Count to 7");
    editor.press("Enter");
    talk.awaitEnded(2);
    assertThat(talk.lastAnswer()).hasText(Talk.counted(7));

    talk.button("Answer again").first().click();
    talk.awaitEnded(1);
    assertThat(talk.turns()).hasCount(1);
    assertThat(talk.lastAnswer()).hasText(Talk.counted(3));

    talk.say("What did I say first?");
    talk.awaitEnded(2);
    ada.page().reload();
    talk.awaitEnded(2);
    assertThat(talk.text()).contains("Count to 3").doesNotContain("2000");
  }

  @Test
  void sessionsAreNamedRenamedFoundAndDeleted(Visitor ada) {
    ada.signUp();
    Talk talk = new Talk(ada.page());
    talk.say("Count to 4");
    talk.awaitEnded(1);
    ada.page().keyboard().press("Alt+n");
    talk.say("I like gorreana tea");
    talk.awaitEnded(1);
    assertThat(talk.sessions()).hasText(new String[] {"I like gorreana tea", "Count to 4"});

    ada.page().locator(".session").last().hover();
    talk.more("Count to 4");
    talk.button("Rename").click();
    Locator name = ada.page().getByLabel("Name of the conversation");
    name.fill("Numbers");
    name.press("Enter");
    assertThat(talk.sessions()).hasText(new String[] {"I like gorreana tea", "Numbers"});

    ada.page().keyboard().press("Control+k");
    Locator search = ada.page().getByLabel("Search conversations");
    assertThat(search).isFocused();
    search.fill("gorreana");
    assertThat(talk.sessions()).hasCount(1);
    search.press("Escape");
    assertThat(talk.sessions()).hasCount(2);

    ada.page().locator(".session").last().hover();
    talk.more("Numbers");
    talk.button("Delete").click();
    ada.assertAccessible();
    ada.page()
        .getByRole(AriaRole.ALERTDIALOG)
        .getByText("Delete", new Locator.GetByTextOptions().setExact(true))
        .click();
    assertThat(talk.sessions()).hasText(new String[] {"I like gorreana tea"});
    ada.page().reload();
    assertThat(talk.sessions()).hasText(new String[] {"I like gorreana tea"});
  }

  @Test
  void answersAreSaidToScreenReadersBySentences(Visitor ada) {
    ada.signUp();
    Talk talk = new Talk(ada.page());
    talk.say("Tell me a story");
    talk.awaitEnded(1);

    Locator said = ada.page().locator("#polite p");
    assertThat(said.last()).hasText("End of the answer.");
    assertThat(String.join(" ", said.allInnerTexts()))
        .contains("And the message was never afraid again.");
    assertThat(said.allInnerTexts().size()).isLessThan(8);
  }

  @Test
  void messagesThatWaitLeaveRoomToStop(Visitor ada) {
    ada.signUp();
    Talk talk = new Talk(ada.page());
    talk.say("Count to 2000");
    talk.awaitText("10, 11");
    for (int i = 1; i <= 6; i++) {
      talk.say("Count to " + i);
    }
    assertThat(ada.page().locator(".turn[data-status=accepted]")).hasCount(6);

    talk.box().press("Escape");

    assertThat(ada.page().locator(".turn[data-status=cancelled]")).hasCount(1);
    talk.awaitEnded(7);
    assertThat(talk.lastAnswer()).hasText(Talk.counted(6));
  }
}

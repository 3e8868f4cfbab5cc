package dev.turnpike.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Whatever breaks on the way, the page ends up with the answer: each character, once. */
@ExtendWith(InBrowser.class)
class BrokenLinesTest {
  private static final String BROKEN = "ERR_|Failed to load resource";
  private static final int LONG = 600;

  @Test
  void anIngressThatIsKilledInMidStreamLosesNothing(Visitor ada, RunningSystem system) {
    ada.signUp();
    ada.expect(BROKEN);
    Talk talk = new Talk(ada.page());
    talk.say("Count to " + LONG);
    talk.awaitText("20, 21");

    system.killIngress();

    assertThat(ada.page().getByText("The line broke")).isVisible();
    ada.shots("line-broke");
    talk.awaitEnded(1);
    assertThat(talk.text()).isEqualTo(Talk.counted(LONG));
    system.awaitReady();
  }

  @Test
  void aWorkerThatIsKilledIsShownAndLosesNothing(Visitor ada, RunningSystem system) {
    ada.signUp();
    Talk talk = new Talk(ada.page());
    talk.say("Count to " + LONG);
    talk.awaitText("20, 21");

    system.killWorker();

    talk.awaitEnded(1);
    assertThat(talk.text()).isEqualTo(Talk.counted(LONG));
    assertThat(ada.page().locator(".restart")).containsText("Attempt 2");
    ada.assertAccessible();
    ada.shots("restarted");
  }

  @Test
  void whoWasOfflineComesBackToTheRest(Visitor ada) {
    ada.signUp();
    ada.expect(BROKEN);
    Talk talk = new Talk(ada.page());
    talk.say("Count to " + LONG);
    talk.awaitText("20, 21");

    ada.context().setOffline(true);
    assertThat(ada.page().getByText("Offline", new Page.GetByTextOptions().setExact(true)))
        .isVisible();
    talk.say("Count to 5");
    assertThat(ada.page().getByText("Not sent. You are offline.")).isVisible();
    ada.assertAccessible();
    ada.context().setOffline(false);

    talk.button("Try again").click();
    talk.awaitEnded(2);
    assertThat(talk.answers().first().innerText().strip()).isEqualTo(Talk.counted(LONG));
    assertThat(talk.text()).isEqualTo(Talk.counted(5));
    assertThat(talk.turns()).hasCount(2);
  }

  @Test
  void aReloadInMidStreamGoesOn(Visitor ada) {
    ada.signUp();
    Talk talk = new Talk(ada.page());
    talk.say("Count to " + LONG);
    talk.awaitText("20, 21");

    for (int i = 0; i < 3; i++) {
      ada.page().reload();
      talk.awaitText("1, 2, 3");
    }

    talk.awaitEnded(1);
    assertThat(talk.text()).isEqualTo(Talk.counted(LONG));
  }

  @Test
  void aSecondTabFollowsLive(Visitor ada) {
    ada.signUp();
    Talk first = new Talk(ada.page());
    first.say("Count to 3");
    first.awaitEnded(1);
    Page tab = ada.newTab();
    tab.navigate(ada.page().url());
    Talk second = new Talk(tab);
    second.awaitEnded(1);

    first.say("Count to " + LONG);

    second.awaitText("20, 21");
    assertThat(tab.locator(".turn[data-status=running]")).hasCount(1);
    first.awaitEnded(2);
    second.awaitEnded(2);
    assertThat(second.text()).isEqualTo(first.text()).isEqualTo(Talk.counted(LONG));
  }
}

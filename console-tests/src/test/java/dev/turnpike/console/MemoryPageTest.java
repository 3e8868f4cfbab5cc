package dev.turnpike.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.IsVisibleOptions;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What users see of their memory, and do with it. */
@ExtendWith(InBrowser.class)
class MemoryPageTest {
  private static final IsVisibleOptions LEARNED = new IsVisibleOptions().setTimeout(60_000);

  @Test
  void whatWasSaidIsKnownUntilItIsForgotten(Visitor ada) {
    ada.signUp();
    ada.say("My name is Ada <img src=x onerror=alert(1)>");
    Page page = ada.open("#/memory");
    Locator fact = page.getByRole(AriaRole.LISTITEM).filter(containing("Ada"));
    assertThat(fact).isVisible(LEARNED);
    ada.assertAccessible();

    fact.getByRole(AriaRole.BUTTON, named("Where from")).click();
    assertThat(fact.getByText("Learned").first()).isVisible();
    assertThat(fact.getByRole(AriaRole.LIST)).containsText("My name is Ada");
    ada.assertAccessible();
    ada.shots("memory");

    page.getByLabel("Search by meaning").fill("What am I called?");
    assertThat(page.getByRole(AriaRole.REGION, region("What was found"))).containsText("Ada");

    fact.getByRole(AriaRole.BUTTON, named("Forget")).click();
    page.getByRole(AriaRole.ALERTDIALOG).getByText("Forget", exactly()).click();
    assertThat(fact).hasCount(0);
    page.reload();
    assertThat(page.getByText("Nothing is known about you yet")).isVisible();
  }

  @Test
  void theConversationThatAFactComesFromIsOpened(Visitor ada) {
    ada.signUp();
    ada.say("I live in Paris.");
    Page page = ada.open("#/memory");
    Locator fact = page.getByRole(AriaRole.LISTITEM).filter(containing("Paris"));
    assertThat(fact).isVisible(LEARNED);

    fact.getByRole(AriaRole.BUTTON, named("Where from")).click();
    fact.getByText("Open the conversation").click();

    assertThat(page.getByText("I live in Paris.").first()).isVisible();
  }

  @Test
  void memoryIsSwitchedOffAndOn(Visitor ada) {
    ada.signUp();
    Page page = ada.open("#/memory");
    Locator remember = page.getByRole(AriaRole.SWITCH);
    assertThat(remember).isChecked();

    remember.focus();
    page.keyboard().press("Space");

    assertThat(page.getByText("Memory is off: nothing is recalled")).isVisible();
    ada.assertAccessible();
    page.reload();
    assertThat(remember).not().isChecked();
    remember.focus();
    page.keyboard().press("Space");
    assertThat(page.getByText("Memory is off: nothing is recalled")).isHidden();
  }

  private static Locator.FilterOptions containing(String text) {
    return new Locator.FilterOptions().setHasText(text);
  }

  private static Locator.GetByRoleOptions named(String name) {
    return new Locator.GetByRoleOptions().setName(name);
  }

  private static Page.GetByRoleOptions region(String name) {
    return new Page.GetByRoleOptions().setName(name);
  }

  private static Locator.GetByTextOptions exactly() {
    return new Locator.GetByTextOptions().setExact(true);
  }
}

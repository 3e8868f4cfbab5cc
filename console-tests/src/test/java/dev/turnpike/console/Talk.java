package dev.turnpike.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.HasCountOptions;
import com.microsoft.playwright.options.AriaRole;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A conversation as it stands on a page. */
record Talk(Page page) {
  /** Longer than a killed ingress or a killed worker takes to come back on a busy machine. */
  private static final double PATIENCE_MS = 120_000;

  static final String PREFIX = "(Simulated model) ";

  /** What the simulated model says to {@code Count to n}. */
  static String counted(int n) {
    return PREFIX
        + IntStream.rangeClosed(1, n).mapToObj(Integer::toString).collect(Collectors.joining(", "))
        + ".";
  }

  Locator box() {
    return page.getByLabel("Message", new Page.GetByLabelOptions().setExact(true));
  }

  void say(String text) {
    box().fill(text);
    box().press("Enter");
  }

  Locator turns() {
    return page.locator(".turn");
  }

  Locator answers() {
    return page.locator(".answer");
  }

  Locator lastAnswer() {
    return answers().last();
  }

  /** Waits for that many turns that have come to their end. */
  void awaitEnded(int count) {
    assertThat(page.locator(".turn[data-status=completed], .turn[data-status=cancelled]"))
        .hasCount(count, new HasCountOptions().setTimeout(PATIENCE_MS));
  }

  void awaitText(String text) {
    assertThat(lastAnswer()).containsText(text, new ContainsTextOptions().setTimeout(PATIENCE_MS));
  }

  /** What the last answer says, without its markup. */
  String text() {
    return lastAnswer().innerText().strip();
  }

  Locator button(String name) {
    return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
  }

  /** Opens the menu of a session, the list's first being the newest. */
  void more(String session) {
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("More about " + session))
        .click();
  }

  Locator sessions() {
    return page.locator(".session > a");
  }

  void awaitSession() {
    page.waitForURL(Pattern.compile(".*#/chat/.+"));
  }
}

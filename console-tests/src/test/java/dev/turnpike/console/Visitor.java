package dev.turnpike.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ScreenshotAnimations;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * One person with a browser of their own. Whatever no page of the console may do fails the test: an
 * error on the page's console, a violation of the content security policy, a request to another
 * host.
 */
final class Visitor implements AutoCloseable {
  static final String PASSWORD = "Passw0rd!";
  static final int PHONE = 360;
  static final int DESKTOP = 1280;

  private static final int HEIGHT = 800;
  private static final Path SHOTS = Path.of("target/screenshots");

  private final String url;
  private final BrowserContext context;
  private final Page page;
  private final List<String> problems = new ArrayList<>();
  private final List<Pattern> expected = new ArrayList<>();

  Visitor(Browser browser, String url) {
    this.url = url;
    context = browser.newContext(new Browser.NewContextOptions().setViewportSize(DESKTOP, HEIGHT));
    context.onRequest(
        request -> {
          if (!request.url().startsWith(url) && !request.url().startsWith("data:")) {
            problems.add("request to " + request.url());
          }
        });
    page = newTab();
  }

  Page page() {
    return page;
  }

  BrowserContext context() {
    return context;
  }

  /** A second tab, which shares what this browser keeps. */
  Page newTab() {
    Page tab = context.newPage();
    tab.onPageError(error -> problems.add("error: " + error));
    tab.onConsoleMessage(
        message -> {
          if (message.type().equals("error")
              || message.text().contains("Content Security Policy")) {
            problems.add(message.text() + " " + message.location());
          }
        });
    return tab;
  }

  /** Messages of the page that this test provokes, such as those of a connection that breaks. */
  void expect(String pattern) {
    expected.add(Pattern.compile(pattern));
  }

  /** Opens a view, such as {@code #/chat}. */
  Page open(String hash) {
    page.navigate(url + "/console" + hash);
    return page;
  }

  /** An account with a fresh address, made and logged in through the console's own pages. */
  String signUp() {
    String email = UUID.randomUUID() + "@example.org";
    signUp(email);
    return email;
  }

  void signUp(String email) {
    open("#/account?sign-up");
    page.getByLabel("Email").fill(email);
    page.getByLabel("Password", new Page.GetByLabelOptions().setExact(true)).fill(PASSWORD);
    page.getByRole(AriaRole.BUTTON, button("Sign up")).click();
    page.waitForURL(Pattern.compile(".*#/chat.*"));
    page.locator("h1").first().waitFor();
  }

  private static Page.GetByRoleOptions button(String name) {
    return new Page.GetByRoleOptions().setName(name).setExact(true);
  }

  /** Says something in the open session, and waits until it stands there. */
  void say(String text) {
    page.getByLabel("Message", new Page.GetByLabelOptions().setExact(true)).fill(text);
    page.keyboard().press("Enter");
    page.getByText(text).first().waitFor();
    page.waitForURL(Pattern.compile(".*#/chat/.+"));
  }

  /** What axe finds wrong on the page as it is now. */
  void assertAccessible() {
    List<Rule> violations = new AxeBuilder(page).analyze().getViolations();
    assertThat(violations)
        .as("%s", violations.stream().map(rule -> rule.getId() + " " + rule.getNodes()).toList())
        .isEmpty();
  }

  /** Keeps pictures of the page at two widths and in both themes. */
  void shots(String name) {
    for (int width : List.of(PHONE, DESKTOP)) {
      for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
        page.setViewportSize(width, HEIGHT);
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
        Path file =
            SHOTS.resolve(
                "%s-%d-%s.png".formatted(name, width, scheme.name().toLowerCase(Locale.ROOT)));
        page.screenshot(
            new Page.ScreenshotOptions()
                .setPath(file)
                .setAnimations(ScreenshotAnimations.DISABLED));
      }
    }
    page.setViewportSize(DESKTOP, HEIGHT);
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
  }

  /** A picture of what there was to see when a test failed. */
  void keepFailure(String test) {
    page.screenshot(new Page.ScreenshotOptions().setPath(SHOTS.resolve("failed-" + test + ".png")));
  }

  /** Fails if a page did what none may do. */
  void assertNoProblems() {
    assertThat(problems)
        .filteredOn(problem -> expected.stream().noneMatch(each -> each.matcher(problem).find()))
        .isEmpty();
  }

  @Override
  public void close() {
    context.close();
  }
}

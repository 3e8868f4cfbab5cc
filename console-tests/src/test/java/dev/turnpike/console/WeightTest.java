package dev.turnpike.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The console is light, and there at once. */
@ExtendWith(InBrowser.class)
class WeightTest {
  private static final long MOST_BYTES = 300_000;

  /** Less would have come from a cache. */
  private static final long LEAST_BYTES = 60_000;

  private static final double LATEST_PAINT_MS = 1_000;

  @Test
  void allThatAChatNeedsIsSmallAndIsPaintedSoon(Visitor ada) {
    ada.signUp(); // The server is warm after it.
    Browser browser = ada.context().browser();
    String login = ada.context().storageState();
    try (BrowserContext fresh =
        browser.newContext(new Browser.NewContextOptions().setStorageState(login))) {
      look(fresh.newPage(), ada.page().url());
    }
  }

  /** With nothing in the cache. */
  private static void look(Page page, String url) {
    AtomicLong bytes = new AtomicLong();
    page.onRequestFinished(request -> bytes.addAndGet(request.sizes().responseBodySize));
    page.navigate(url);
    Talk talk = new Talk(page);
    talk.say("Show me a table and some code");
    talk.awaitEnded(1);
    assertThat(talk.lastAnswer().locator(".hljs-keyword").first()).isVisible();

    assertThat(bytes.get()).isBetween(LEAST_BYTES, MOST_BYTES);
    Number paint =
        (Number)
            page.evaluate(
                "() => performance.getEntriesByName('first-contentful-paint')[0].startTime");
    assertThat(paint.doubleValue()).isLessThan(LATEST_PAINT_MS);
  }
}

package dev.turnpike.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The console is light, and there at once. */
@ExtendWith(InBrowser.class)
class WeightTest {
  private static final long MOST_BYTES = 300_000;
  private static final double LATEST_PAINT_MS = 1_000;

  @Test
  void allThatAChatNeedsIsSmallAndIsPaintedSoon(Visitor ada) {
    ada.signUp(); // The server is warm after it.
    Page page = ada.newTab();
    AtomicLong bytes = new AtomicLong();
    page.onRequestFinished(request -> bytes.addAndGet(request.sizes().responseBodySize));
    page.navigate(ada.page().url());
    Talk talk = new Talk(page);
    talk.say("Show me a table and some code");
    talk.awaitEnded(1);
    assertThat(talk.lastAnswer().locator(".hljs-keyword").first()).isVisible();

    assertThat(bytes.get()).isBetween(10_000L, MOST_BYTES);
    Number paint =
        (Number)
            page.evaluate(
                "() => performance.getEntriesByName('first-contentful-paint')[0].startTime");
    assertThat(paint.doubleValue()).isLessThan(LATEST_PAINT_MS);
  }
}

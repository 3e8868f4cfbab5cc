package dev.turnpike.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.json.JsonMapper;

/**
 * Text that comes from models, tools, judges and people is shown, and nothing in it runs or
 * fetches: the visitor fails on each request to another host and each violation of the policy.
 */
@ExtendWith(InBrowser.class)
class ForeignTextTest {
  private static final JsonMapper JSON = JsonMapper.shared();

  private static final List<String> ATTACKS =
      List.of(
          "<script>window.broken = 1</script>",
          "<img src=x onerror='window.broken = 2'>",
          "<svg onload='window.broken = 3'></svg>",
          "<a href='javascript:window.broken = 4'>here</a>",
          "<iframe srcdoc='<script>parent.broken = 5</script>'></iframe>",
          "<form action='https://example.org'><button>Send</button></form>",
          "<style>body { background: url(https://example.org/style) }</style>",
          "<div style='background: url(https://example.org/attribute)'>x</div>",
          "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1"
              + " onerror=window.broken=6&gt;'>",
          "[link](javascript:window.broken=7)",
          "[data](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)",
          "![picture](https://example.org/picture.png)",
          "[reference][1]\n\n[1]: vbscript:window.broken=8",
          "| <img src=x onerror='window.broken = 9'> |\n|---|\n| <script>window.broken = 10</script> |",
          "```html\n<script>window.broken = 11</script>\n```",
          "<details open ontoggle='window.broken = 12'>x</details>");

  private static final String ALL = String.join("\n\n", ATTACKS);

  @Test
  void nothingInItRuns(Visitor ada) {
    ada.signUp();
    Talk talk = new Talk(ada.page());
    talk.say("Count to 2");
    talk.awaitEnded(1);
    talk.awaitSession();
    String turn = ada.page().locator(".turn").getAttribute("data-turn");
    poison(ada.page(), turn);

    ada.page().reload();
    talk.awaitEnded(1);
    ada.page().locator(".step summary").first().click();
    ada.page().locator(".facts").click();
    assertThat(ada.page().locator(".score")).hasCount(1);
    assertThat(ada.page().locator(".recalled li")).hasCount(1);

    assertThat(ada.page().evaluate("() => window.broken ?? 'whole'")).isEqualTo("whole");
    assertThat(ada.page().locator(".bubble").innerText()).isEqualTo(ALL);
    assertThat(talk.sessions().first()).hasText(ATTACKS.getFirst());
    assertThat(talk.lastAnswer()).containsText("window.broken = 1");
    assertThat(
            talk.lastAnswer()
                .locator("img, script, iframe, form, style, svg:not(.icon), [style], [onerror]"))
        .hasCount(0);
    assertThat(ada.page().locator(".answer a").evaluateAll("all => all.map(a => a.href)"))
        .isEqualTo(List.of("", "", "https://example.org/picture.png", ""));
    assertThat(
            ada.page()
                .locator(".answer a")
                .evaluateAll("all => all.every(a => a.rel === 'noopener noreferrer')"))
        .isEqualTo(true);
  }

  /** Lets the server's answers hold what attackers would say. */
  private static void poison(Page page, String turn) {
    Map<String, Object> row =
        Map.of(
            "turn_id",
            turn,
            "status",
            "completed",
            "message",
            ALL,
            "answer",
            ALL,
            "model",
            ATTACKS.get(1),
            "accepted_at",
            "2026-01-01T00:00:00Z",
            "attempt",
            1,
            "tool_calls",
            List.of(Map.of("name", ATTACKS.get(2), "status", "completed", "ms", 1)));
    Map<String, Object> score =
        Map.of("rubric", ATTACKS.get(1), "score", 0.5, "reasoning", ALL, "lower_is_better", false);
    page.route(
        "**/api/v1/auth/session/*/turns?*",
        route -> answer(route, Map.of("turns", List.of(row), "more", false)));
    page.route(
        "**/api/v1/turns/*/scores",
        route -> answer(route, Map.of("turn_id", turn, "scores", List.of(score))));
    page.route("**/api/v1/turns/" + turn, route -> answer(route, report(turn)));
    page.route(
        "**/api/v1/auth/sessions",
        route -> {
          String body = route.fetch().text();
          route.fulfill(
              new Route.FulfillOptions()
                  .setContentType("application/json")
                  .setBody(body.replaceFirst("\"name\":\"[^\"]*\"", "\"name\":" + quoted())));
        });
  }

  private static String quoted() {
    return java.util.regex.Matcher.quoteReplacement(JSON.writeValueAsString(ATTACKS.getFirst()));
  }

  private static Map<String, Object> report(String turn) {
    return Map.of(
        "turn_id",
        turn,
        "status",
        "completed",
        "attempts",
        1,
        "model",
        ATTACKS.get(1),
        "agent",
        ALL,
        "prompt_version",
        ALL,
        "steps",
        List.of(),
        "memories",
        List.of(Map.of("memory_id", "m", "text", ALL)),
        "timings",
        Map.of("accepted_at", "2026-01-01T00:00:00Z", "finished_at", "2026-01-01T00:00:01Z"));
  }

  private static void answer(Route route, Object body) {
    route.fulfill(
        new Route.FulfillOptions()
            .setContentType("application/json")
            .setBody(JSON.writeValueAsString(body)));
  }
}

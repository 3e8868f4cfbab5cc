package dev.turnpike.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.turnpike.keyed.DeadLetters;
import dev.turnpike.keyed.PoisonRecordException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What operators see, and what they see while the node is away. */
@ExtendWith(InBrowser.class)
class OperationsPageTest {
  private static final String SCRIPT = "<img src=x onerror=\"document.title='owned'\">";

  @Test
  void tellsAnOperatorTheTruthAndDrivesDeadLettersAgain(Visitor operator, RunningSystem system)
      throws Exception {
    putDeadLetter(system);
    operator.signUp(RunningSystem.ADMINISTRATOR);
    Page page = operator.open("#/operations");

    assertThat(page.getByText(Pattern.compile("^live · "))).isVisible();
    assertThat(aliveWorkers(page)).hasCount(1);
    assertThat(aliveWorkers(page)).containsText("0–63");
    assertThat(table(page, "models")).containsText("simulated");
    assertThat(page.getByText("analytics.alerts.dlt has dead letters")).isVisible();
    assertThat(page.locator("canvas").first()).isVisible();
    operator.assertAccessible();
    operator.shots("operations");

    page.getByRole(AriaRole.BUTTON, named("Look at offset")).first().click();
    page.getByRole(AriaRole.BUTTON, named("Show what it holds")).click();
    assertThat(page.locator("pre.payload").first()).hasText(SCRIPT);
    operator.assertAccessible();
    operator.shots("dead-letter");
    driveAgain(page, "Drive again");
    assertThat(page.getByText(Pattern.compile("^It is in analytics.alerts, partition 0")).first())
        .isVisible();
    assertThat(page.getByRole(AriaRole.BUTTON, named("Drive once more"))).isVisible();
    page.keyboard().press("Escape");
    assertThat(table(page, "dead letters")).containsText("1 time");
    org.assertj.core.api.Assertions.assertThat(page.title()).contains("Operations");

    operator.expect("ERR_|Failed to load resource");
    system.killIngress();
    assertThat(page.getByText("This page can’t be brought up to date.").first()).isVisible();
    assertThat(table(page, "workers").locator("tbody tr").first()).isVisible();
    system.awaitReady();
    assertThat(page.getByText("This page can’t be brought up to date.").first()).isHidden(soon());
  }

  @Test
  void isForAdministrators(Visitor ada) {
    ada.signUp();
    assertThat(ada.page().getByRole(AriaRole.LINK, named("Operations"))).hasCount(0);
    ada.expect("403");
    assertThat(ada.open("#/operations").getByText("For administrators")).isVisible();
  }

  private static void driveAgain(Page page, String action) {
    page.getByRole(AriaRole.BUTTON, named(action)).click();
    page.getByRole(AriaRole.ALERTDIALOG).getByRole(AriaRole.BUTTON, again(action)).click();
  }

  /** Another test may have killed one, which is told of for a while. */
  private static Locator aliveWorkers(Page page) {
    return table(page, "workers")
        .locator("tbody tr")
        .filter(new Locator.FilterOptions().setHasText("alive"));
  }

  private static Locator table(Page page, String of) {
    return page.getByRole(AriaRole.REGION, named("Table of " + of));
  }

  private static Page.GetByRoleOptions named(String name) {
    return new Page.GetByRoleOptions().setName(name);
  }

  private static Locator.GetByRoleOptions again(String name) {
    return new Locator.GetByRoleOptions().setName(name);
  }

  private static com.microsoft.playwright.assertions.LocatorAssertions.IsHiddenOptions soon() {
    return new com.microsoft.playwright.assertions.LocatorAssertions.IsHiddenOptions()
        .setTimeout(60_000);
  }

  /** Of a topic that no service reads. */
  private static void putDeadLetter(RunningSystem system) throws Exception {
    var record =
        new ConsumerRecord<>(
            "analytics.alerts",
            0,
            7,
            "key".getBytes(StandardCharsets.UTF_8),
            SCRIPT.getBytes(StandardCharsets.UTF_8));
    var letter =
        new DeadLetters("analytics.alerts.dlt", "a-group", 1_000_000)
            .letter(
                record, "unreadable", new PoisonRecordException("unreadable", "It has no schema."));
    try (var producer =
        new KafkaProducer<>(
            Map.<String, Object>of("bootstrap.servers", system.bootstrapServers()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      var _ = producer.send(letter).get();
    }
  }
}

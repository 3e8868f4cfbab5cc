package dev.turnpike.observing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Each alert has a page to go to, a test of both its sides, and series that there are. */
class RulesTest {

  private static final Path RUNBOOK = Path.of("../docs/operations/alerts.md");

  private final Rules rules = Rules.read();

  @Test
  void everyAlertSaysWhatItIsAndLeadsToItsSection() throws Exception {
    List<String> sections = Files.readAllLines(RUNBOOK);
    assertThat(rules.alerts()).hasSizeGreaterThan(40);
    for (var alert : rules.alerts()) {
      assertThat(alert.labels().get("severity"))
          .as(alert.name())
          .isIn("critical", "warning", "info");
      assertThat(alert.annotations().keySet())
          .as(alert.name())
          .containsExactlyInAnyOrder("summary", "description", "runbook_url");
      assertThat(alert.annotations().get("runbook_url"))
          .isEqualTo(
              "{{ $externalLabels.runbooks }}/alerts.md#" + alert.name().toLowerCase(Locale.ROOT));
      assertThat(sections).contains("## " + alert.name());
    }
  }

  @Test
  void everySectionIsOfAnAlert() throws Exception {
    List<String> names = rules.alerts().stream().map(Rules.Alert::name).toList();
    assertThat(names).doesNotHaveDuplicates();
    assertThat(Files.readAllLines(RUNBOOK))
        .filteredOn(line -> line.startsWith("## "))
        .extracting(line -> line.substring(3))
        .containsExactlyInAnyOrderElementsOf(names);
  }

  @Test
  void everyAlertIsTestedToFireAndToStaySilent() {
    List<String> expected = new ArrayList<>();
    for (var alert : rules.alerts()) {
      expected.add(alert.name() + " fires");
      expected.add(alert.name() + " stays silent");
    }
    assertThat(rules.tests()).containsAll(expected);
  }

  @Test
  void everyExpressionNamesSeriesAndLabelsThatThereAre() {
    KnownSeries known = new KnownSeries();
    rules.alerts().forEach(alert -> known.requireKnown(alert.name(), alert.expr()));
  }

  @Test
  void promtoolAcceptsTheRulesAndTheirTests() throws Exception {
    String promtool = PrometheusTools.require("promtool").toString();
    run(promtool, "check", "config", "prometheus.yml");
    List<String> command = new ArrayList<>(List.of(promtool, "test", "rules"));
    Rules.files("tests").forEach(file -> command.add("tests/" + file.getFileName()));
    run(command.toArray(String[]::new));
  }

  private static void run(String... command) throws Exception {
    File output = File.createTempFile("promtool", ".txt", new File("target"));
    Process process =
        new ProcessBuilder(command)
            .directory(Rules.FOLDER.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output)
            .start();
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).as(Files.readString(output.toPath())).isZero();
  }
}

package dev.turnpike.observing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.turnpike.embedded.FreePort;
import dev.turnpike.local.cli.Turnpike;
import dev.turnpike.operations.running.Endpoints;
import dev.turnpike.testing.ChildJvm;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The reference of metrics says what a running system exposes; Prometheus gets answers of it. */
class RunningMetricsTest {

  private static final String BEGIN = "<!-- generated: metrics -->\n";
  private static final String END = "<!-- end -->";
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  /** What shows itself only after a collection, or the end of a connection. */
  private static final Set<String> NOT_ALWAYS =
      Set.of(
          "jvm_gc_pause_seconds",
          "jvm_gc_concurrent_phase_time_seconds",
          "jetty_connections_request_seconds");

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @TempDir private static Path folder;

  private static ChildJvm system;
  private static Endpoints endpoints;

  @BeforeAll
  static void aSystemThatIsUsed() throws Exception {
    system =
        ChildJvm.running(Turnpike.class)
            .jvmOptions("-Xmx700m")
            .environment(
                Map.of(
                    "TURNPIKE_JUDGE_BUDGET_TOKENSPERDAY", "1000000000",
                    "LANGFUSE_HOST", "http://127.0.0.1:1",
                    "LANGFUSE_PUBLIC_KEY", "pk-nobody",
                    "LANGFUSE_SECRET_KEY", "sk-nobody",
                    "TURNPIKE_TOOLS_MCPPATIENCE", "1s",
                    "TURNPIKE_TOOLS_MCP_GONE_URL", "http://127.0.0.1:1/mcp"))
            .arguments("up", "--data", folder, "--port", FreePort.find())
            .start();
    system.awaitLine("Turnpike is ready at ", Duration.ofMinutes(5));
    endpoints = Endpoints.read(folder).orElseThrow();
    new Traffic(endpoints.url()).talk();
    Traffic.nonsense(endpoints.bootstrapServers(), "chat.requests", "turns.completed");
  }

  @AfterAll
  static void stop() {
    system.close();
  }

  @Test
  void theReferenceIsUpToDate() throws Exception {
    String written = Files.readString(MetricsPage.FILE);
    int from = written.indexOf(BEGIN) + BEGIN.length();
    int to = written.indexOf(END, from);
    assertThat(from).isGreaterThan(BEGIN.length());
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofSeconds(2))
        .untilAsserted(
            () -> {
              String generated =
                  written.substring(0, from)
                      + "\n"
                      + MetricsPage.tables(scrape().families().values())
                      + "\n"
                      + written.substring(to);
              Files.writeString(Path.of("target/metrics.md"), generated);
              assertThat(lines(written))
                  .as("out of date: cp local/target/metrics.md docs/operations/metrics.md")
                  .isEqualTo(lines(generated));
            });
  }

  /** Without what is not always there. */
  private static List<String> lines(String page) {
    return page.lines()
        .filter(line -> NOT_ALWAYS.stream().noneMatch(name -> line.contains("`" + name + "`")))
        .toList();
  }

  @Test
  void everyMetricIsDescribedAndKeepsWithTheNaming() {
    for (var family : scrape().families().values()) {
      boolean ours = family.name.startsWith("turnpike_") || family.name.startsWith("gen_ai_");
      if (ours && !MetricsPage.isLongest(family)) {
        assertThat(family.help).as(family.name).isNotBlank();
        assertThat(family.name).doesNotContain("_ms", "_millis", "_minutes");
        assertThat(family.name.endsWith("_total"))
            .as(family.name)
            .isEqualTo(family.type.equals("counter"));
      }
    }
  }

  @Test
  void nothingThatClientsChooseIsALabel() {
    Exposition all = scrape();
    assertThat(all.families().values())
        .filteredOn(family -> !family.name.startsWith("disk_")) // whose path is the operator's
        .flatMap(family -> family.labels)
        .doesNotContain("user", "session", "turn", "request_id", "path");
    for (Endpoints.Node node : endpoints.services()) {
      assertThat(text(node)).doesNotContain("/no/such/route", "sim:fault", "example.org");
    }
  }

  @Test
  void everyServiceHasAFewHundredSeries() {
    assertThat(scrape().series())
        .hasSize(5)
        .allSatisfy((service, series) -> assertThat(series).as(service).isLessThan(900));
  }

  @Test
  void everyPanelShowsSomething() throws Exception {
    Path program = PrometheusTools.require("prometheus");
    try (RunningPrometheus prometheus =
        RunningPrometheus.start(program, folder.resolve("prometheus"), endpoints.services())) {
      await()
          .atMost(PATIENCE)
          .pollInterval(Duration.ofSeconds(2))
          .until(() -> prometheus.scrapes() >= 5);
      AtomicBoolean going = new AtomicBoolean(true);
      Thread traffic = Thread.ofVirtual().start(() -> talkWhile(going));
      for (Dashboard dashboard : Dashboard.all()) {
        for (var panel : dashboard.panels()) {
          showsSomething(prometheus, dashboard, panel);
        }
      }
      assertThat(prometheus.failedRules()).isEmpty();
      going.set(false);
      traffic.join();
    }
  }

  /** A rate of what does not happen is no number. */
  private static void talkWhile(AtomicBoolean going) {
    while (going.get()) {
      new Traffic(endpoints.url()).talk();
    }
  }

  private static void showsSomething(
      RunningPrometheus prometheus, Dashboard dashboard, Dashboard.Panel panel) {
    for (var query : panel.queries()) {
      if (panel.empty() == null) {
        await()
            .atMost(PATIENCE)
            .untilAsserted(
                () ->
                    assertThat(prometheus.numbers(query.expr()))
                        .as("%s, %s: %s", dashboard.title(), panel.title(), query.expr())
                        .isNotEmpty());
      } else {
        assertThat(prometheus.numbers(query.expr())).isNotNull(); // it is answered
      }
    }
  }

  private static Exposition scrape() {
    Exposition all = new Exposition();
    Set<String> services = new TreeSet<>();
    for (Endpoints.Node node : endpoints.services()) {
      String service = node.name().replaceFirst("-\\d+$", "");
      services.add(service);
      all.read(service, text(node));
    }
    assertThat(services).hasSize(5);
    return all;
  }

  private static String text(Endpoints.Node node) {
    return Traffic.get(HTTP, URI.create(node.url() + "/metrics"));
  }
}

package dev.turnpike.bench.growth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.turnpike.bench.machine.Machine;
import dev.turnpike.local.folder.Checkout;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class GrowthTest {
  private static final Growth GROWTH =
      Growth.of(
          Dimension.STREAMS,
          List.of(sample(100, 3_000), sample(300, 9_000), sample(1_000, 30_000)));

  @Test
  void aLawIsFoundForEachMetricThatEverySampleHas() {
    assertThat(GROWTH.laws()).containsOnlyKeys(Metric.LIVE_HEAP);
    assertThat(GROWTH.sentences())
        .singleElement()
        .asString()
        .contains("30.0 KB for each of the open streams");
  }

  @Test
  void thePageHasTheTableAndTheWords() {
    GrowthResult result =
        new GrowthResult(
            "sample",
            Instant.parse("2026-01-02T03:04:05Z"),
            new Checkout("0123456789abcdef", false),
            new Machine("Processor", 2, 24_000, "Linux 6", "Vendor 25"),
            2,
            6,
            List.of(GROWTH));

    assertThat(GrowthPage.lines(result, "x.svg"))
        .contains(
            "| open streams | 100 | 300 | 1,000 |",
            "| live objects on the heaps of ingress and worker, KB | 3000 | 9000 | 30000 |")
        .anyMatch(line -> line.contains("stand-in"));
    assertThat(GrowthPage.picture(result)).contains("law: linear", "open streams");
  }

  @Test
  void whatDoesNotGrowHereIsNamed() {
    assertThatThrownBy(() -> Dimension.named("luck"))
        .hasMessage(
            "Nothing called 'luck' grows here: --only takes load, streams, sessions, history, answers, memories, partitions.");
    assertThat(run("--only", "luck")).contains("Nothing called 'luck'");
    assertThat(run("--rounds", "0")).contains("--rounds must be at least 1, not 0.");
    assertThat(run("--block", "0")).contains("--block must be at least 1 second, not 0.");
  }

  private static String run(String... arguments) {
    StringWriter output = new StringWriter();
    CommandLine commandLine = new CommandLine(new GrowthBench());
    commandLine.setErr(new PrintWriter(output, true));
    assertThat(commandLine.execute(arguments)).isEqualTo(2);
    return output.toString();
  }

  private static Sample sample(int size, double heap) {
    return new Sample(
        size,
        Map.of(Metric.LIVE_HEAP, heap),
        Map.of("ingress-api-1", 1.5),
        Map.of("ingress-api-1", 200.0),
        0);
  }
}

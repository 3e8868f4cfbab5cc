package dev.turnpike.bench.soak;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.bench.machine.Machine;
import dev.turnpike.bench.system.LiveHeap;
import dev.turnpike.local.folder.Checkout;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class SoakPageTest {
  private static final Instant START = Instant.parse("2026-11-23T12:00:00Z");

  @Test
  void tellsWhatHeldAndWhatIsKept() {
    SoakResult result = result(new Readings());
    String page = String.join("\n", new SoakPage(result).lines("stem"));

    assertThat(result.succeeded()).isTrue();
    assertThat(page)
        .contains("36,000 turns", "the simulated one, which stands in for a real one")
        .contains("| table agent.turns | 1.00 | 500 |", "| topic turns.completed |  | 900 |")
        .contains("![Memory, times, threads and files over time](stem.svg)")
        .doesNotContain("**no**", "What grew", "agent.unchanged");
  }

  @Test
  void namesTheClassesThatGrewWhereAHeapDid() {
    SoakResult result = result(new Readings().heap(minutes -> 50 + minutes));

    assertThat(result.succeeded()).isFalse();
    assertThat(new SoakPage(result).lines("stem"))
        .contains("What grew in the heap of ingress from half-time on: `[B` +15.00 MB.")
        .anyMatch(line -> line.contains("the live heap of ingress") && line.contains("**no**"));
  }

  @Test
  void drawsEveryProcess() {
    assertThat(SoakPicture.svg(result(new Readings())))
        .contains("Live heap", "Threads", "Open files and sockets", "ingress", "database");
  }

  @Test
  void aProgressLineSaysHowLongItStillTakes() {
    assertThat(ProgressLine.of(new Readings().readings().get(11), 18L * 60_000_000_000L, 0))
        .isEqualTo(
            "  12.0 min, 18.0 min left: 14,400 turns, first token +8.0 / +30.0 ms, live heaps 50.0"
                + " MB, 0 failed");
  }

  @Test
  void impossibleOptionsAreRefusedInASentence() {
    StringWriter errors = new StringWriter();
    CommandLine soak = new CommandLine(new SoakBench()).setErr(new PrintWriter(errors, true));

    assertThat(soak.execute("--minutes", "3")).isEqualTo(2);
    assertThat(soak.execute("--rate", "0")).isEqualTo(2);
    assertThat(errors.toString())
        .contains("--minutes 3.0 with --every 60 makes 3 readings, and a trend needs 12")
        .contains("--rate must be above 0 and at most 10000, not 0.0.");
  }

  private static SoakResult result(Readings made) {
    SoakChecks checks = new SoakChecks(made.readings());
    return new SoakResult(
        "test",
        START,
        START.plusSeconds(1800),
        new Checkout("0123456789abcdef", false),
        new Machine("A processor", 2, 24_000, "Linux", "JDK"),
        "an own system",
        new SoakSettings(30, 20, 60, 120, "sim:tokens=50", 20, 30, 1),
        36_000,
        checks.all(),
        checks.trends(),
        new Stored(
            Map.of("agent.turns", 10L, "agent.unchanged", 5L),
            Map.of("agent.turns", 1_000L, "agent.unchanged", 8_192L),
            Map.of("turns.completed", 100L)),
        new Stored(
            Map.of("agent.turns", 36_010L, "agent.unchanged", 5L),
            Map.of("agent.turns", 18_001_000L, "agent.unchanged", 8_192L),
            Map.of("turns.completed", 32_400_100L)),
        Map.of("ingress", List.of(new LiveHeap.Growth("[B", 15))),
        made.readings());
  }
}

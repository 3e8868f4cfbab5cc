package dev.turnpike.chaos.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.bench.machine.Machine;
import dev.turnpike.chaos.audit.Audit;
import dev.turnpike.chaos.audit.Comeback;
import dev.turnpike.chaos.audit.Figures;
import dev.turnpike.chaos.audit.Takeovers.Takeover;
import dev.turnpike.chaos.audit.Trouble;
import dev.turnpike.chaos.audit.TurnHistory;
import dev.turnpike.chaos.audit.Verdict;
import dev.turnpike.chaos.cluster.Chronicle.Entry;
import dev.turnpike.chaos.cluster.Chronicle.Event;
import dev.turnpike.chaos.disturb.Kind;
import dev.turnpike.chaos.disturb.Planned;
import dev.turnpike.chaos.disturb.Schedule;
import dev.turnpike.local.folder.Checkout;
import dev.turnpike.operations.console.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ChaosFilesTest {
  private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
  private static final Machine MACHINE = new Machine("a processor", 2, 1024, "a kernel", "a JDK");

  private static final TurnHistory HISTORY =
      new TurnHistory(
          new UUID(0, 5),
          List.of(
              new TurnHistory.Event(BEGIN.plusSeconds(2), "model", "asked"),
              new TurnHistory.Event(BEGIN, "chat.requests-1@7", "StartTurn, 70 bytes")),
          List.of("agent.turns: attempt=1"));

  private static final String JSON = "2026-01-01-abc-chaos.json";
  private static final String SVG = "2026-01-01-abc-chaos.svg";

  @TempDir private Path folder;

  @Test
  void aResultIsWrittenForProgramsAndForPeopleAndAnEarlierOneIsKept() throws IOException {
    Path first = ChaosFiles.write(folder, "abc", result(outcome(List.of())));
    Path second = ChaosFiles.write(folder, "abc", result(outcome(List.of())));

    assertThat(first).hasFileName("2026-01-01-abc-chaos.md");
    assertThat(second).hasFileName("2026-01-01-abc-chaos-2.md");
    JsonNode json = new JsonMapper().readTree(Files.readString(first.resolveSibling(JSON)));
    assertThat(json.path("passed").asBoolean()).isTrue();
    assertThat(json.at("/checkout/commit").asString()).isEqualTo("abc");
    assertThat(json.at("/verdicts/0/checked").asInt()).isEqualTo(9);
    assertThat(Files.readString(first))
        .contains("all guarantees kept", "./turnpike chaos --seed 7", "Commit abc")
        .contains("| ✓ | G1 nothing is lost | 9 turns | none | some |")
        .contains("agent-workers-1 killed: 3 turns taken over, the last after 6.4 s")
        .contains(
            "5 connections broken before the end; the next frame came after 20 ms (p50), 900 ms")
        .contains("1 clients were cut off before they learnt")
        .contains(
            "2 turns under way (p50), 1 at least",
            "![The course of the run](" + SVG.replace(".svg", "") + ".svg)")
        .contains("12.0 s to 14.0 s: kill-worker of agent-workers-1; meanwhile poison")
        .contains("12.0 s: agent-workers-1 killed");
    assertThat(Files.readString(first.resolveSibling(SVG)))
        .contains("seed 7: all guarantees kept", "kill-worker of agent-workers-1 until 14 s");
  }

  @Test
  void aViolationIsOnTheConsoleAndOnThePageAndFailsTheRun() throws IOException {
    Outcome outcome = outcome(List.of("turn 5 has no end"));
    assertThat(outcome.passed()).isFalse();
    assertThat(ChaosTable.lines(outcome, Console.plain(System.out)))
        .anyMatch(line -> line.contains("✗ G1") && line.contains("none: some"))
        .contains("    turn 5 has no end");
    assertThat(ChaosTable.failure(outcome, "./turnpike chaos --seed 7"))
        .contains("Seed 7; again: ./turnpike chaos --seed 7")
        .anyMatch(line -> line.contains("agent-workers-1 killed"))
        .contains("  12.0 s to 14.0 s: kill-worker of agent-workers-1; meanwhile poison")
        .containsSubsequence(
            HISTORY.lines().get(1), HISTORY.lines().get(2), HISTORY.lines().get(3));
    assertThat(HISTORY.lines().get(1)).contains("chat.requests-1@7");
    assertThat(Files.readString(ChaosFiles.write(folder, "abc", result(outcome))))
        .contains(
            "The history of turn",
            "chat.requests-1@7",
            "StartTurn, 70 bytes",
            "agent.turns: attempt=1")
        .contains("# Chaos: FAILED", "## Violations of G1", "- turn 5 has no end");
  }

  @Test
  void aPartThatDiedUnbiddenFailsTheRun() {
    Outcome outcome = outcome(List.of(), new Entry(BEGIN, "broker", Event.DIED, "exit status 3"));
    assertThat(outcome.passed()).isFalse();
    assertThat(ChaosTable.lines(outcome, Console.plain(System.out)))
        .anyMatch(line -> line.contains("broker DIED UNBIDDEN (exit status 3)"));
  }

  private static ChaosResult result(Outcome outcome) {
    return ChaosResult.of(
        outcome, "./turnpike chaos --seed 7", new Checkout("abc", false), MACHINE);
  }

  private static Audit.Life life(int from, int until) {
    return new Audit.Life(BEGIN.plusSeconds(from), BEGIN.plusSeconds(until));
  }

  private static Outcome outcome(List<String> violations, Entry... more) {
    Planned planned = new Planned(Kind.KILL_WORKER, Duration.ofSeconds(2), Duration.ZERO, 1);
    return new Outcome(
        BEGIN,
        BEGIN.plusSeconds(60),
        7,
        new Schedule(7, List.of(planned)),
        true,
        new Audit(
            List.of(
                new Verdict(
                    "G1", "nothing is lost", 9, "turns", "none", "some", violations, List.of())),
            new Figures(
                9,
                9,
                Map.of("completed", 9L),
                3,
                3,
                12,
                0,
                9,
                9,
                0,
                1,
                List.of(new Comeback("broken", 5, 20, 900, 1200))),
            List.of(
                new Takeover(
                    "agent-workers-1", BEGIN.plusSeconds(12), 3, Duration.ofMillis(6_400), "")),
            List.of(),
            violations.isEmpty() ? List.of() : List.of(HISTORY),
            List.of(life(0, 40), life(0, 20), life(30, 35))),
        new Peaks(3, Map.of("agent-workers-1", 300.5)),
        List.of(
            new Trouble(
                "kill-worker", "agent-workers-1", BEGIN.plusSeconds(12), BEGIN.plusSeconds(14)),
            new Trouble("poison", "", BEGIN.plusSeconds(13), BEGIN.plusSeconds(13))),
        Stream.concat(
                Stream.of(new Entry(BEGIN.plusSeconds(12), "agent-workers-1", Event.KILLED, "")),
                Arrays.stream(more))
            .toList());
  }
}

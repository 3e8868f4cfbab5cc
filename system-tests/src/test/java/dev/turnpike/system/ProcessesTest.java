package dev.turnpike.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.embedded.FreePort;
import dev.turnpike.local.cli.Turnpike;
import dev.turnpike.testing.ChildJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessesTest {

  /** Slow enough to be killed in the middle of an answer. */
  private static final Map<String, String> SLOW_MODEL =
      Map.of("DEFAULT_LLM_MODEL", "sim:gap=100,tokens=60");

  @TempDir private Path data;

  @Test
  void aWorkerThatIsKilledInMidTurnIsReplacedAndTheTurnEnds() throws IOException {
    Commands turnpike = new Commands(data);
    Map<String, Long> pids;
    try (ChildJvm up = turnpike.ready(SLOW_MODEL, "--port", FreePort.find(), "--processes")) {
      pids = pids();
      assertThat(pids.keySet())
          .containsExactly(
              "agent-workers-1.pid",
              "ingress-api-1.pid",
              "judge-workers-1.pid",
              "memory-extractor-1.pid",
              "turn-analytics-1.pid");
      assertThat(pids.values()).doesNotHaveDuplicates().doesNotContain(up.pid());

      killInMidAnswer(Objects.requireNonNull(pids.get("agent-workers-1.pid")));

      up.awaitLine(line -> line.contains("agent-workers-1 ended (signal 9)"), Commands.READY);
      up.awaitLine(line -> line.contains("agent-workers-1 is back"), Commands.READY);
      assertThat(pids().get("agent-workers-1.pid")).isNotEqualTo(pids.get("agent-workers-1.pid"));
      pids = pids();
      turnpike.stop(up);
    }
    assertThat(pids()).isEmpty();
    assertThat(pids.values().stream().filter(pid -> ProcessHandle.of(pid).isPresent())).isEmpty();
  }

  private void killInMidAnswer(long worker) {
    try (ChildJvm chat =
        ChildJvm.running(Turnpike.class).arguments("chat", "--data", data, "Hello").start()) {
      List<String> requested =
          new Commands(data).run("tail", "chat.replies", "--from-beginning", "--max", 2);
      assertThat(requested).last().asString().contains("Delta");
      ProcessHandle.of(worker).orElseThrow().destroyForcibly();

      int status = chat.awaitExit(Duration.ofMinutes(2));
      assertThat(status).as("%s", chat.output()).isZero();
      assertThat(chat.output()).last().asString().contains("simulated model");
      // What the killed worker had said was said again, and is on the screen once.
      assertThat(String.join("\n", chat.output())).containsOnlyOnce("(Simulated model)");
    }
  }

  private Map<String, Long> pids() throws IOException {
    Map<String, Long> pids = new TreeMap<>();
    try (Stream<Path> files = Files.list(data.resolve("pids"))) {
      for (Path file : files.toList()) {
        pids.put(file.getFileName().toString(), Long.parseLong(Files.readString(file).strip()));
      }
    }
    return pids;
  }
}

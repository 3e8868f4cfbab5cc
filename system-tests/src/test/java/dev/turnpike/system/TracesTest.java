package dev.turnpike.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.turnpike.embedded.FreePort;
import dev.turnpike.testing.ChildJvm;
import dev.turnpike.testing.traces.SentSpan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TracesTest {

  private static final String SLOW_MODEL = "sim:gap=100";

  private final TurnTraces traces = new TurnTraces();

  @TempDir private Path data;

  @AfterEach
  void close() {
    traces.close();
  }

  @Test
  void aTurnIsOneTraceAlsoWhenItsWorkerIsKilled() throws IOException {
    var turnpike = new Commands(data);
    int port = FreePort.find();
    var environment = traces.environment(Map.of("DEFAULT_LLM_MODEL", SLOW_MODEL));
    try (ChildJvm up = turnpike.ready(environment, "--port", port, "--processes")) {
      var user = Person.register(port);
      traces.holdAWholeTurn(user.chat(), SLOW_MODEL);
      killedInMidTurn(user);
      assertThat(traces.collector().holds(TurnTraces.SAID)).isFalse();
      turnpike.stop(up);
    }
  }

  private void killedInMidTurn(Person user) throws IOException {
    var chat = user.chat();
    var known = traces.collector().spans().stream().map(SentSpan::traceId).toList();
    var answer = CompletableFuture.supplyAsync(() -> chat.say("Tell me a story about the sea."));
    await()
        .atMost(TurnTraces.PATIENCE)
        .until(
            () ->
                traces.collector().spans().stream()
                    .anyMatch(s -> s.name().equals("claim turn") && !known.contains(s.traceId())));
    var worker = Files.readString(data.resolve("pids").resolve("agent-workers-1.pid")).strip();
    ProcessHandle.of(Long.parseLong(worker)).orElseThrow().destroyForcibly();
    assertThat(answer.orTimeout(4, TimeUnit.MINUTES).join()).isNotBlank();
    traces.holdBothAttempts(chat.id());
  }
}

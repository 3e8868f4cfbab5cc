package dev.turnpike.agent.tools.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** With a server that is a process of its own. */
@Timeout(180)
class McpStdioTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir private Path folder;
  private McpServer server;

  @BeforeEach
  void start() throws InterruptedException {
    server =
        new McpServer(
            "test",
            Mcp.child("log-file", folder.resolve("err.log").toString(), "start-timeout", "60s"),
            Clock.systemUTC());
    server.start();
    assertThat(server.await(PATIENCE)).isTrue();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private String call(String tool) throws McpException, InterruptedException {
    return server.call(tool, "{}");
  }

  private ProcessHandle process() throws McpException, InterruptedException {
    return ProcessHandle.of(Long.parseLong(call("process"))).orElseThrow();
  }

  @Test
  void itsToolsAreListedAndCalled() throws Exception {
    assertThat(server.state().up()).isTrue();
    assertThat(server.tools())
        .extracting(RemoteTool::name)
        .contains("test_echo", "test_odd_name_with_a_space");
    var echo = server.tools().getFirst().specification();
    assertThat(echo.description()).isEqualTo("Says it again.");
    assertThat(echo.parameters().required()).containsExactly("text");

    assertThat(server.call("echo", "{\"text\": \"héllo\\n😀\"}")).isEqualTo("héllo\n😀");
    assertThat(call("odd.name/with a space")).isEqualTo("odd");
    assertThat(call("picture")).isEqualTo("A cat:\n[left out: image/png]\nmore");
    assertThat(Files.readString(folder.resolve("err.log"))).contains("Hello, log");
  }

  @Test
  void itsOwnFailuresAreToldAndItStaysUp() throws Exception {
    assertThatThrownBy(() -> call("failing"))
        .isInstanceOf(McpException.class)
        .hasMessage("There is no such city.");
    assertThatThrownBy(() -> call("refusing"))
        .isInstanceOf(McpException.class)
        .hasMessage("No such date.");
    assertThat(server.state().up()).isTrue();
  }

  @Test
  void ourEnvironmentStaysOurs() throws Exception {
    var given = call("environment").split(" ");
    assertThat(given).contains("GIVEN_KEY", "PATH");
    var ours = new HashSet<>(System.getenv().keySet());
    ours.removeAll(ChildProcess.HANDED_ON);
    assertThat(given).doesNotContainAnyElementsOf(ours);
  }

  @Test
  void aCancelledCallIsCancelledAtTheServer() throws Exception {
    var thrown = new AtomicReference<Throwable>();
    var caller =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    call("silent");
                  } catch (Exception e) {
                    thrown.set(e);
                  }
                });
    await().until(() -> caller.getState() == Thread.State.TIMED_WAITING);
    caller.interrupt();
    assertThat(caller.join(PATIENCE)).isTrue();
    assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
    await().untilAsserted(() -> assertThat(call("cancelled")).isEqualTo("1"));
  }

  @Test
  void afterACrashThereIsANewProcess() throws Exception {
    var first = process();
    assertThatThrownBy(() -> call("crash"))
        .isInstanceOf(McpException.class)
        .hasMessageContaining("broke off; whether the call had an effect is not known");
    assertThat(server.tools()).isNotEmpty();
    await().atMost(PATIENCE).ignoreExceptions().until(() -> process().pid() != first.pid());
    assertThat(server.call("echo", "{\"text\": \"again\"}")).isEqualTo("again");
  }

  @Test
  void aKilledProcessIsNoticedWithoutACall() throws Exception {
    var since = server.state().since();
    assertThat(process().destroyForcibly()).isTrue();
    await()
        .atMost(PATIENCE)
        .until(() -> server.state().up() && server.state().since().isAfter(since));
  }

  @Test
  void itEndsWithTheWorker() throws Exception {
    var process = process();
    server.close();
    assertThat(process.isAlive()).isFalse();
    assertThatThrownBy(() -> call("process")).isInstanceOf(McpException.class);
  }
}

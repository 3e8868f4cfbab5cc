package dev.turnpike.agent.tools.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.langchain4j.agent.tool.ToolSpecification;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class McpServersTest {

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

  @Test
  void aServerThatIsNotThereIsAwaitedOnlySoLong() throws Exception {
    var settings = Map.of("gone", Mcp.settings("command[0]", "no-such-program-anywhere"));
    var began = Instant.now();
    try (var servers = new McpServers(settings, meters, Clock.systemUTC())) {
      servers.await(Duration.ofMillis(200));
      assertThat(Instant.now()).isBefore(began.plusSeconds(20));
      var server = servers.all().iterator().next();
      assertThat(server.tools()).isEmpty();
      await().until(() -> server.state().reason().contains("no-such-program-anywhere"));
      assertThat(meters.get("turnpike.mcp.up").tag("server", "gone").gauge().value()).isZero();
      assertThatThrownBy(() -> server.call("x", "{}")).hasMessageContaining("can't be reached");
    }
  }

  /** Its process may not stay behind either. */
  @Test
  void aServerThatNeverGreetsIsGivenUp() throws Exception {
    var settings = Mcp.settings("command", "sleep,3600", "start-timeout", "300ms");
    var server = new McpServer("mute", settings, Clock.systemUTC());
    server.start();
    await().until(() -> !server.state().reason().equals("not connected yet"));
    server.close();
    await()
        .until(
            () ->
                ProcessHandle.current()
                    .children()
                    .noneMatch(child -> child.info().command().orElse("").endsWith("sleep")));
  }

  @Test
  void namesMustFitInFrontOfAToolsName() {
    var settings = Mcp.settings("url", "http://127.0.0.1:1/mcp");
    for (var name : List.of("my_server", "", "x".repeat(25), "a.b")) {
      assertThatThrownBy(() -> new McpServers(Map.of(name, settings), meters, Clock.systemUTC()))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("is named \"%s\": write 1 to 24 letters".formatted(name));
    }
  }

  @Test
  void longNamesOfToolsAreCutAndStayDifferent() {
    var first = name("a".repeat(100) + "1");
    var second = name("a".repeat(100) + "2");
    assertThat(first).hasSize(64).startsWith("server_aaa").isNotEqualTo(second);
    assertThat(second).hasSize(64);
  }

  private static String name(String tool) {
    return RemoteTool.of("server", ToolSpecification.builder().name(tool).build()).name();
  }

  @Test
  void settingsAndTheirDefaults() {
    assertThat(Mcp.settings("command", "npx,-y,server"))
        .isEqualTo(
            new McpProperties(
                List.of("npx", "-y", "server"),
                Map.of(),
                null,
                null,
                Map.of(),
                Duration.ofSeconds(20),
                Duration.ofSeconds(30),
                Duration.ofSeconds(30)));
    assertThat(
            Mcp.settings(
                "url", "https://mcp.example/mcp",
                "headers.Authorization", "Bearer key",
                "environment.A_KEY", "b",
                "log-file", "err.log",
                "start-timeout", "1s",
                "timeout", "2s",
                "check-interval", "3s"))
        .isEqualTo(
            new McpProperties(
                List.of(),
                Map.of("A_KEY", "b"),
                Path.of("err.log"),
                URI.create("https://mcp.example/mcp"),
                Map.of("Authorization", "Bearer key"),
                Duration.ofSeconds(1),
                Duration.ofSeconds(2),
                Duration.ofSeconds(3)))
        .hasToString("url of host mcp.example");
  }

  @Test
  void impossibleSettingsSayWhatToWrite() {
    assertThatThrownBy(() -> Mcp.settings())
        .rootCause()
        .hasMessageContaining("has neither command nor url: set either command or url");
    assertThatThrownBy(() -> Mcp.settings("command", "x", "url", "http://x/"))
        .rootCause()
        .hasMessageContaining("has both command and url");
    assertThatThrownBy(() -> Mcp.settings("url", "mcp.example"))
        .rootCause()
        .hasMessageContaining("write an address such as https://mcp.example.com/mcp");
    assertThatThrownBy(() -> Mcp.settings("command", "x", "timeout", "0s"))
        .rootCause()
        .hasMessageContaining("timeout of an MCP server is PT0S");
  }
}

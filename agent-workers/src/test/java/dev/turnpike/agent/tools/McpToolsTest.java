package dev.turnpike.agent.tools;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.agent.tools.mcp.McpServers;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class McpToolsTest {

  /** Its tools are unknown, so the set is empty; and a call from an earlier attempt is answered. */
  @Test
  void aServerThatIsNotThereIsToldToTheModel() throws InterruptedException {
    var settings = Settings.with("mcp.git.command", "no-such-program-anywhere");
    var meters = new SimpleMeterRegistry();
    var runner = new ToolRunner(settings, meters, Clock.systemUTC());
    try (var servers = new McpServers(settings.mcp(), meters, Clock.systemUTC())) {
      var remote = servers.all().stream().map(McpTools::new).toList();
      var set = new ToolRegistry(List.of(), remote, runner).select(List.of("git_log"));
      assertThat(set.specifications()).isEmpty();
      assertThat(set.run(Calls.request("git_log", "{}"), Calls.context()))
          .extracting(ToolOutcome::text, ToolOutcome::failed)
          .containsExactly(
              "The tool server git can't be reached at the moment. Go on without it, or try again later.",
              true);
    }
  }
}

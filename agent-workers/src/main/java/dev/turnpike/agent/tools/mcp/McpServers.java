package dev.turnpike.agent.tools.mcp;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The MCP servers of this worker. */
public final class McpServers implements AutoCloseable {

  /** Without {@code _}, which separates it from the tool's name. */
  private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9-]{1,24}");

  private final List<McpServer> servers;

  /**
   * Begins to connect to all of them.
   *
   * @throws IllegalArgumentException for a name that can't begin the name of a tool
   */
  public McpServers(Map<String, McpProperties> settings, MeterRegistry meters, Clock clock) {
    settings.keySet().forEach(McpServers::check);
    this.servers =
        settings.entrySet().stream()
            .map(entry -> new McpServer(entry.getKey(), entry.getValue(), clock))
            .toList();
    for (McpServer server : servers) {
      Gauge.builder("turnpike.mcp.up", server, s -> s.state().up() ? 1 : 0)
          .description("1 while the MCP server is there, otherwise 0")
          .tag("server", server.name())
          .register(meters);
      server.start();
    }
  }

  private static void check(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "An MCP server under turnpike.tools.mcp is named \"%s\": write 1 to 24 letters, digits and -."
              .formatted(name));
    }
  }

  public Collection<McpServer> all() {
    return servers;
  }

  /** Waits until all are there or the time is up; those that are not stay awaited. */
  public void await(Duration patience) throws InterruptedException {
    var end = Instant.now().plus(patience);
    for (McpServer server : servers) {
      var left = Duration.between(Instant.now(), end);
      var _ = server.await(left.isNegative() ? Duration.ZERO : left);
    }
  }

  @Override
  public void close() {
    servers.forEach(McpServer::close);
  }
}

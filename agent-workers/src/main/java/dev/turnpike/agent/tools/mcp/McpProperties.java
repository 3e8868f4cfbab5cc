package dev.turnpike.agent.tools.mcp;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * One MCP server, {@code turnpike.tools.mcp.<name>.*}: either a command or an address.
 *
 * @param command a program to run and talk to over its standard streams, and its arguments
 * @param environment of the program, besides what each program needs; nothing else of ours is
 *     handed on
 * @param logFile what the program writes to its standard error goes there; nowhere when absent
 * @param url of a server that speaks streamable HTTP
 * @param headers of each request, such as {@code Authorization}
 * @param startTimeout until it has told who it is
 * @param timeout of a call, and of listing its tools
 * @param checkInterval how often its tools are listed again, which also shows whether it is there
 */
public record McpProperties(
    @DefaultValue List<String> command,
    @DefaultValue Map<String, String> environment,
    @Nullable Path logFile,
    @Nullable URI url,
    @DefaultValue Map<String, String> headers,
    @DefaultValue("20s") Duration startTimeout,
    @DefaultValue("30s") Duration timeout,
    @DefaultValue("30s") Duration checkInterval) {

  public McpProperties {
    command = List.copyOf(command);
    environment = Map.copyOf(environment);
    headers = Map.copyOf(headers);
    if (command.isEmpty() == (url == null)) {
      throw new IllegalArgumentException(
          "An MCP server under turnpike.tools.mcp has %s: set either command or url."
              .formatted(url == null ? "neither command nor url" : "both command and url"));
    }
    if (url != null && (url.getHost() == null || !url.toString().matches("https?://.*"))) {
      throw new IllegalArgumentException(
          "The url of an MCP server is %s: write an address such as https://mcp.example.com/mcp."
              .formatted(url));
    }
    positive("start-timeout", startTimeout);
    positive("timeout", timeout);
    positive("check-interval", checkInterval);
  }

  private static void positive(String name, Duration value) {
    if (!value.isPositive()) {
      throw new IllegalArgumentException(
          "%s of an MCP server is %s: it must be positive, such as 30s.".formatted(name, value));
    }
  }

  /** Without headers, environment and arguments, which may be secret. */
  @Override
  public String toString() {
    return url == null ? "command " + command.getFirst() : "url of host " + url.getHost();
  }
}

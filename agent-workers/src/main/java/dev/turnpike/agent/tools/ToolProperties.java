package dev.turnpike.agent.tools;

import dev.turnpike.agent.tools.mcp.McpProperties;
import dev.turnpike.agent.tools.web.WebProperties;
import dev.turnpike.platform.StartRefused;
import java.time.Duration;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the tools.
 *
 * @param timeout how long a call may take, unless the tool or {@code timeouts} says otherwise
 * @param timeouts by the tool's name; goes before everything else
 * @param longestResult in UTF-16 code units; what is beyond is cut, with a note for the model
 * @param concurrentCalls of one tool in this worker; more calls wait, within their timeout
 * @param web how the web is read
 * @param mcp MCP servers by name; their tools are named {@code name_tool}
 * @param mcpPatience how long the start waits for them
 */
@ConfigurationProperties("turnpike.tools")
public record ToolProperties(
    @DefaultValue("20s") Duration timeout,
    @DefaultValue Map<String, Duration> timeouts,
    @DefaultValue("24000") int longestResult,
    @DefaultValue("32") int concurrentCalls,
    @NestedConfigurationProperty @DefaultValue WebProperties web,
    @DefaultValue Map<String, McpProperties> mcp,
    @DefaultValue("10s") Duration mcpPatience) {

  public ToolProperties {
    timeouts = Map.copyOf(timeouts);
    mcp = Map.copyOf(mcp);
    positive("timeout", timeout);
    timeouts.forEach((tool, limit) -> positive("timeouts." + tool, limit));
    atLeast("longest-result", longestResult, 100);
    atLeast("concurrent-calls", concurrentCalls, 1);
  }

  /** As bound from nothing. */
  static ToolProperties defaults() {
    return new Binder().bindOrCreate("turnpike.tools", ToolProperties.class);
  }

  private static void positive(String name, Duration value) {
    if (!value.isPositive()) {
      throw new StartRefused(
          "turnpike.tools.%s is %s: it must be positive, such as 20s.".formatted(name, value));
    }
  }

  private static void atLeast(String name, int value, int least) {
    if (value < least) {
      throw new StartRefused(
          "turnpike.tools.%s is %d: it must be at least %d.".formatted(name, value, least));
    }
  }
}

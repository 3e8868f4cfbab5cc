package dev.turnpike.agent.tools;

import dev.turnpike.agent.tools.mcp.McpServer;
import dev.turnpike.agent.tools.mcp.McpServers;
import dev.turnpike.agent.tools.web.DuckDuckGo;
import dev.turnpike.agent.tools.web.PageReader;
import dev.turnpike.agent.tools.web.WebClient;
import dev.turnpike.memory.recall.MemoryRecall;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.ArrayList;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The tools as beans. Each bean of type {@link Tool} is one of them. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ToolProperties.class)
public class ToolConfiguration {

  @Bean
  WebClient pageClient(ToolProperties properties, Clock clock) {
    return new WebClient(properties.web(), clock);
  }

  @Bean
  WebClient searchClient(ToolProperties properties, Clock clock) {
    return WebClient.forSearch(properties.web(), clock);
  }

  /** A server that is not there does not stop the start; it is logged, and awaited from then on. */
  @Bean
  McpServers mcpServers(ToolProperties properties, MeterRegistry meters, Clock clock)
      throws InterruptedException {
    var servers = new McpServers(properties.mcp(), meters, clock);
    servers.await(properties.mcpPatience());
    return servers;
  }

  /** Always up: what is missing then is a tool, not the worker. */
  @Bean
  HealthIndicator mcpHealthIndicator(McpServers servers) {
    return () -> {
      var health = Health.up();
      for (McpServer server : servers.all()) {
        var state = server.state();
        health.withDetail(
            server.name(), (state.up() ? "up since " : "down since ") + state.since());
      }
      return health.build();
    };
  }

  @Bean
  ToolRegistry toolRegistry(
      ToolProperties properties,
      WebClient pageClient,
      WebClient searchClient,
      McpServers servers,
      MemoryRecall memory,
      ObjectProvider<Tool> more,
      MeterRegistry meters,
      Clock clock) {
    var web = properties.web();
    var tools = new ArrayList<Tool>();
    tools.add(new CurrentTime(clock));
    tools.add(new RecallMemory(memory::recall));
    tools.add(new WebSearch(new DuckDuckGo(searchClient, web), web.searchResults()));
    tools.add(new FetchPage(new PageReader(pageClient)));
    more.orderedStream().forEach(tools::add);
    var remote = servers.all().stream().map(McpTools::new).toList();
    return new ToolRegistry(tools, remote, new ToolRunner(properties, meters, clock));
  }
}

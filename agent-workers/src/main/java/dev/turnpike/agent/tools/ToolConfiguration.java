package dev.turnpike.agent.tools;

import dev.turnpike.agent.tools.web.DuckDuckGo;
import dev.turnpike.agent.tools.web.PageReader;
import dev.turnpike.agent.tools.web.WebClient;
import dev.turnpike.memory.recall.MemoryRecall;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
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

  @Bean
  ToolRegistry toolRegistry(
      ToolProperties properties,
      WebClient pageClient,
      WebClient searchClient,
      MemoryRecall memory,
      ObjectProvider<Tool> more,
      MeterRegistry meters,
      Clock clock) {
    var web = properties.web();
    var tools = new ArrayList<Tool>();
    tools.add(new CurrentTime(clock));
    tools.add(new RecallMemories(memory::recall));
    tools.add(new WebSearch(new DuckDuckGo(searchClient, web), web.searchResults()));
    tools.add(new FetchPage(new PageReader(pageClient)));
    more.orderedStream().forEach(tools::add);
    return new ToolRegistry(tools, List.of(), new ToolRunner(properties, meters, clock));
  }
}

package dev.turnpike.agent.tools;

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
  ToolRegistry toolRegistry(
      ToolProperties properties, ObjectProvider<Tool> more, MeterRegistry meters, Clock clock) {
    var tools = new ArrayList<Tool>();
    tools.add(new CurrentTime(clock));
    more.orderedStream().forEach(tools::add);
    return new ToolRegistry(tools, List.of(), new ToolRunner(properties, meters, clock));
  }
}

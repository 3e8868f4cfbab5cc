package dev.turnpike.analytics;

import dev.turnpike.analytics.flow.AlertProperties;
import dev.turnpike.analytics.flow.AnalyticsStreams;
import dev.turnpike.analytics.flow.AnalyticsTopology;
import dev.turnpike.analytics.flow.FlowMeters;
import dev.turnpike.analytics.flow.FlowProperties;
import dev.turnpike.analytics.flow.SourceTopics;
import dev.turnpike.analytics.flow.Sources;
import dev.turnpike.analytics.flow.StreamsSettings;
import dev.turnpike.platform.EventsConfiguration;
import dev.turnpike.platform.KafkaClients;
import dev.turnpike.platform.KafkaProperties;
import dev.turnpike.schemas.SchemaRegistry;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import org.apache.kafka.streams.KafkaStreams;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;

@Configuration(proxyBeanMethods = false)
@Import(EventsConfiguration.class)
@EnableConfigurationProperties({FlowProperties.class, AlertProperties.class})
class TurnAnalyticsConfiguration {

  @Bean
  FlowMeters flowMeters(MeterRegistry registry) {
    return new FlowMeters(registry, Clock.systemUTC());
  }

  @Bean
  AnalyticsStreams analyticsStreams(
      FlowProperties properties,
      AlertProperties alerts,
      KafkaProperties kafka,
      KafkaClients clients,
      SchemaRegistry registry,
      FlowMeters meters,
      Environment environment,
      @Value("${spring.lifecycle.timeout-per-shutdown-phase}") Duration grace) {
    AnalyticsTopology topology =
        new AnalyticsTopology(properties, alerts, registry, meters, Clock.systemUTC());
    return new AnalyticsStreams(
        () -> {
          Sources sources = SourceTopics.read(clients);
          return new KafkaStreams(
              topology.build(sources),
              StreamsSettings.of(properties, kafka, sources, server(properties, environment)));
        },
        meters,
        grace);
  }

  @Bean
  HealthIndicator streamsHealthIndicator(AnalyticsStreams streams) {
    return () ->
        (streams.isWorking() ? Health.up() : Health.down())
            .withDetail("state", streams.state())
            .build();
  }

  /** Where other instances reach this one. */
  private static String server(FlowProperties properties, Environment environment) {
    String host = properties.advertisedHost();
    if (host.isEmpty()) {
      host = environment.getProperty("server.address", "");
    }
    if (host.isEmpty()) {
      try {
        host = InetAddress.getLocalHost().getHostAddress();
      } catch (UnknownHostException e) {
        host = InetAddress.getLoopbackAddress().getHostAddress();
      }
    }
    return host + ":" + environment.getRequiredProperty("local.server.port");
  }
}

package dev.turnpike.analytics;

import dev.turnpike.analytics.flow.AlertProperties;
import dev.turnpike.analytics.flow.AnalyticsStreams;
import dev.turnpike.analytics.flow.AnalyticsTopology;
import dev.turnpike.analytics.flow.CaughtUp;
import dev.turnpike.analytics.flow.FlowMeters;
import dev.turnpike.analytics.flow.FlowProperties;
import dev.turnpike.analytics.flow.SourceTopics;
import dev.turnpike.analytics.flow.Sources;
import dev.turnpike.analytics.flow.StreamsSettings;
import dev.turnpike.platform.EventsConfiguration;
import dev.turnpike.platform.KafkaClients;
import dev.turnpike.platform.KafkaProperties;
import dev.turnpike.platform.Repeating;
import dev.turnpike.schemas.SchemaRegistry;
import dev.turnpike.schemas.Topic;
import dev.turnpike.schemas.Topics;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
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

  /** Addresses to listen on, where nobody can be reached. */
  private static final Set<String> WILDCARDS = Set.of("0.0.0.0", "::", "[::]");

  @Bean
  FlowMeters flowMeters(MeterRegistry registry) {
    return new FlowMeters(registry, Clock.systemUTC());
  }

  @Bean
  Sources sources(KafkaClients clients, FlowProperties properties) {
    return SourceTopics.read(clients, properties);
  }

  @Bean
  CaughtUp caughtUp(KafkaClients clients, FlowProperties properties, Sources sources) {
    return new CaughtUp(clients, properties.application(), sources, InstantSource.system());
  }

  @Bean
  Repeating lookingAtProgress(CaughtUp caughtUp) {
    return new Repeating("analytics-progress", CaughtUp.INTERVAL, caughtUp);
  }

  @Bean
  AnalyticsStreams analyticsStreams(
      FlowProperties properties,
      AlertProperties alerts,
      KafkaProperties kafka,
      SchemaRegistry registry,
      FlowMeters meters,
      Sources sources,
      CaughtUp reading,
      Environment environment,
      MeterRegistry measuring,
      @Value("${spring.lifecycle.timeout-per-shutdown-phase}") Duration grace) {
    AnalyticsTopology topology =
        new AnalyticsTopology(properties, alerts, registry, meters, Clock.systemUTC(), reading);
    return new AnalyticsStreams(
        () ->
            new KafkaStreams(
                topology.build(sources),
                StreamsSettings.of(
                    properties,
                    kafka,
                    sources,
                    new StreamsSettings.Place(server(properties, environment), measuring))),
        meters,
        grace);
  }

  @Bean
  MeterBinder analyticsLag(AnalyticsStreams streams) {
    return registry -> {
      for (Topic<?> topic : List.of(Topics.TURNS_COMPLETED, Topics.TURNS_SCORED)) {
        Gauge.builder("turnpike.analytics.lag", streams, each -> each.lag(topic.name()))
            .description("Records of the topic that this instance has not read yet")
            .tag("topic", topic.name())
            .register(registry);
      }
    };
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
    if (host.isEmpty() || WILDCARDS.contains(host)) {
      try {
        host = InetAddress.getLocalHost().getHostAddress();
      } catch (UnknownHostException e) {
        host = InetAddress.getLoopbackAddress().getHostAddress();
      }
    }
    return host + ":" + environment.getRequiredProperty("local.server.port");
  }
}

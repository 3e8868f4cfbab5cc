package dev.turnpike.platform;

import dev.turnpike.schemas.SchemaRegistry;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.time.Duration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;

/** What a service needs that has to do with events and with no database; it imports this class. */
@Configuration(proxyBeanMethods = false)
@Import(TracingConfiguration.class)
@EnableConfigurationProperties({
  KafkaProperties.class,
  RegistryProperties.class,
  StartupProperties.class
})
public class EventsConfiguration {
  static final Duration PROBE_INTERVAL = Duration.ofSeconds(2);
  static final Duration PROBE_TIMEOUT = Duration.ofSeconds(2);

  @Bean
  static StartupChecks startupChecks(Environment environment) {
    return new StartupChecks(environment);
  }

  @Bean
  KafkaClients kafkaClients(KafkaProperties properties, ObjectProvider<MeterRegistry> registry) {
    MeterRegistry measuring = registry.getIfAvailable();
    return measuring == null
        ? new KafkaClients(properties)
        : new KafkaClients(properties, measuring);
  }

  @Bean
  MeterBinder watchMeters(ObjectProvider<Watch> watches) {
    return registry ->
        watches.forEach(
            watch ->
                Gauge.builder("turnpike.dependency.up", watch, each -> each.isUp() ? 1 : 0)
                    .description("1 while the service reaches what it lives on, otherwise 0")
                    .tag("dependency", watch.name())
                    .register(registry));
  }

  @Bean
  SchemaRegistry schemaRegistry(RegistryProperties properties) {
    return SchemaRegistry.connect(properties.settings());
  }

  @Bean
  Watch kafkaWatch(
      KafkaClients clients, @Value("${spring.application.name:turnpike}") String service) {
    KafkaProbe probe = new KafkaProbe(clients, service + "-watch", PROBE_TIMEOUT);
    return new Watch("kafka", probe, PROBE_INTERVAL, Clock.systemUTC());
  }

  @Bean
  Watch registryWatch(RegistryProperties properties) {
    return new Watch(
        "registry", new RegistryProbe(properties.settings()), PROBE_INTERVAL, Clock.systemUTC());
  }

  @Bean
  HealthIndicator kafkaHealthIndicator(Watch kafkaWatch) {
    return indicator(kafkaWatch);
  }

  @Bean
  HealthIndicator registryHealthIndicator(Watch registryWatch) {
    return indicator(registryWatch);
  }

  static HealthIndicator indicator(Watch watch) {
    return () -> {
      Watch.State state = watch.state();
      Health.Builder health = state.up() ? Health.up() : Health.down();
      return health.withDetail("since", state.since().toString()).build();
    };
  }
}

package dev.turnpike.platform;

import dev.turnpike.telemetry.Tracing;
import dev.turnpike.telemetry.TracingSdk;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;

/** Traces, where {@code OTEL_EXPORTER_OTLP_ENDPOINT} says where to send them. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(TracingProperties.class)
class TracingConfiguration {

  @Bean
  Tracing tracing(
      ConfigurableEnvironment environment,
      TracingProperties properties,
      ObjectProvider<MeterRegistry> meters) {
    var terms =
        new TracingSdk.Terms(
            environment.getProperty("spring.application.name", "turnpike"),
            environment.getProperty("turnpike.environment", "production"),
            properties.tellsContent());
    try {
      return TracingSdk.start(
          settings(environment), terms, meters.getIfAvailable(SimpleMeterRegistry::new));
    } catch (IllegalArgumentException e) {
      throw new StartRefused(String.valueOf(e.getMessage()), e);
    }
  }

  /** OpenTelemetry's, whether they come from variables, a file or the command line. */
  private static Map<String, String> settings(ConfigurableEnvironment environment) {
    Map<String, String> settings = new TreeMap<>();
    for (var source : environment.getPropertySources()) {
      if (source instanceof EnumerablePropertySource<?> known) {
        for (var name : known.getPropertyNames()) {
          var property = name.toLowerCase(Locale.ROOT).replace('_', '.').replace('-', '.');
          if (property.startsWith("otel.")) {
            settings.computeIfAbsent(property, _ -> environment.getProperty(name));
          }
        }
      }
    }
    return settings;
  }
}

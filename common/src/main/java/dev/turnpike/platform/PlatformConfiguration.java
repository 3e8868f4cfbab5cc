package dev.turnpike.platform;

import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The beans that every service with a database shares; such a service imports this class. */
@Configuration(proxyBeanMethods = false)
@Import(EventsConfiguration.class)
@EnableConfigurationProperties(DatabaseProperties.class)
public class PlatformConfiguration {

  @Bean
  Watch databaseWatch(DatabaseProperties properties) {
    DatabaseProbe probe = new DatabaseProbe(properties, EventsConfiguration.PROBE_TIMEOUT);
    return new Watch("database", probe, EventsConfiguration.PROBE_INTERVAL, Clock.systemUTC());
  }

  @Bean
  HealthIndicator databaseHealthIndicator(Watch databaseWatch) {
    return EventsConfiguration.indicator(databaseWatch);
  }

  /** For those that own tables. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass(FlywayMigrationStrategy.class)
  static class OwnTables {

    @Bean
    FlywayMigrationStrategy migrations(
        DatabaseProperties properties, ObjectProvider<BeforeMigrations> before) {
      return new Migrations(properties, before.orderedStream().toList());
    }
  }
}

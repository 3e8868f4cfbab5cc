package dev.turnpike.platform.command;

import com.zaxxer.hikari.HikariDataSource;
import dev.turnpike.models.ModelConfiguration;
import dev.turnpike.platform.DatabaseProperties;
import dev.turnpike.platform.Platform;
import dev.turnpike.platform.PlatformConfiguration;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * A command that works beside a service: configured by the service's variables and with the same
 * models, log and database, without being it. Nothing is served, consumed or migrated.
 */
public final class CommandApplication {

  private static final int CONNECTIONS = 20;

  private CommandApplication() {}

  /**
   * Beans: what {@link PlatformConfiguration} and {@link ModelConfiguration} offer, a {@code
   * DataSource} and a {@code MeterRegistry}.
   *
   * @param service whose settings count, such as {@code judge-workers}
   * @param environment under the names of the environment variables; wins over the process's own
   */
  public static ConfigurableApplicationContext start(
      String service, Map<String, String> environment) {
    return Platform.application(Parts.class, service)
        .web(WebApplicationType.NONE)
        .logStartupInfo(false)
        .registerShutdownHook(false)
        .initializers(
            starting ->
                starting
                    .getEnvironment()
                    .getPropertySources()
                    .addFirst(
                        new SystemEnvironmentPropertySource(
                            "command-systemEnvironment", new HashMap<>(environment))))
        .run();
  }

  /** Not annotated as a configuration, so that no service finds it. */
  @Import({PlatformConfiguration.class, ModelConfiguration.class})
  static class Parts {

    @Bean
    MeterRegistry meterRegistry() {
      return new SimpleMeterRegistry();
    }

    @Bean
    HikariDataSource dataSource(DatabaseProperties database) {
      var pool = new HikariDataSource();
      pool.setJdbcUrl(database.url());
      if (!database.user().isEmpty()) {
        pool.setUsername(database.user());
      }
      if (!database.password().isEmpty()) {
        pool.setPassword(database.password());
      }
      pool.setMaximumPoolSize(CONNECTIONS);
      pool.addDataSourceProperty("logServerErrorDetail", "false");
      return pool;
    }
  }
}

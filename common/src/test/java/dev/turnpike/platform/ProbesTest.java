package dev.turnpike.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.availability.ApplicationAvailabilityAutoConfiguration;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.LivenessState;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.autoconfigure.actuate.endpoint.AvailabilityProbesAutoConfiguration;
import org.springframework.boot.health.autoconfigure.actuate.endpoint.HealthEndpointAutoConfiguration;
import org.springframework.boot.health.autoconfigure.application.AvailabilityHealthContributorAutoConfiguration;
import org.springframework.boot.health.autoconfigure.contributor.HealthContributorAutoConfiguration;
import org.springframework.boot.health.autoconfigure.registry.HealthContributorRegistryAutoConfiguration;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.core.env.MapPropertySource;

/** What a platform asks services by: it must not restart them because something else is away. */
class ProbesTest {

  @Test
  void aServiceWithoutItsPlatformLivesButIsNotReady() {
    service(false, false)
        .run(
            context -> {
              AvailabilityChangeEvent.publish(context, LivenessState.CORRECT);
              assertThat(status(context, "liveness")).isEqualTo(Status.UP);
              assertThat(status(context, "readiness")).isEqualTo(Status.DOWN);
            });
  }

  @Test
  void eitherOfKafkaAndTheDatabaseMakesItUnready() {
    service(true, false)
        .run(context -> assertThat(status(context, "readiness")).isEqualTo(Status.DOWN));
    service(false, true)
        .run(context -> assertThat(status(context, "readiness")).isEqualTo(Status.DOWN));
  }

  @Test
  void withBothItIsReadyUntilItIsToldToStop() {
    service(true, true)
        .run(
            context -> {
              AvailabilityChangeEvent.publish(context, LivenessState.CORRECT);
              AvailabilityChangeEvent.publish(context, ReadinessState.ACCEPTING_TRAFFIC);
              assertThat(status(context, "readiness")).isEqualTo(Status.UP);
              AvailabilityChangeEvent.publish(context, ReadinessState.REFUSING_TRAFFIC);
              assertThat(status(context, "readiness")).isEqualTo(Status.OUT_OF_SERVICE);
              assertThat(status(context, "liveness")).isEqualTo(Status.UP);
            });
  }

  private static Status status(ApplicationContext context, String group) {
    return Objects.requireNonNull(context.getBean(HealthEndpoint.class).healthForPath(group))
        .getStatus();
  }

  private static ApplicationContextRunner service(boolean kafka, boolean database) {
    return new ApplicationContextRunner()
        .withInitializer(
            context ->
                context
                    .getEnvironment()
                    .getPropertySources()
                    .addLast(
                        new MapPropertySource("defaults", Platform.shared("defaults.properties"))))
        .withBean("kafkaHealthIndicator", HealthIndicator.class, () -> indicator(kafka))
        .withBean("databaseHealthIndicator", HealthIndicator.class, () -> indicator(database))
        .withConfiguration(
            AutoConfigurations.of(
                ApplicationAvailabilityAutoConfiguration.class,
                AvailabilityHealthContributorAutoConfiguration.class,
                AvailabilityProbesAutoConfiguration.class,
                HealthContributorAutoConfiguration.class,
                HealthContributorRegistryAutoConfiguration.class,
                HealthEndpointAutoConfiguration.class));
  }

  private static HealthIndicator indicator(boolean up) {
    return () -> up ? Health.up().build() : Health.down().build();
  }
}

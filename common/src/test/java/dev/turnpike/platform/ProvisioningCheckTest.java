package dev.turnpike.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.turnpike.embedded.broker.EmbeddedBroker;
import dev.turnpike.schemas.Topics;
import dev.turnpike.testing.TestPlatform;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;

/** Against real parts. */
class ProvisioningCheckTest {
  private static final Patience NONE = Patience.of(Duration.ZERO);
  private final TestPlatform platform = TestPlatform.shared();

  @Test
  void passesWhereAllIsSetUp() throws Exception {
    check(platform.bootstrapServers()).run(NONE);
  }

  @Test
  void tellsWhatIsMissing(@TempDir Path folder) {
    try (EmbeddedBroker bare = EmbeddedBroker.start(folder, 0)) {
      assertThatThrownBy(() -> check(bare.bootstrapServers()).run(NONE))
          .isInstanceOf(StartRefused.class)
          .hasMessageContaining("KAFKA_BOOTSTRAP_SERVERS is \"" + bare.bootstrapServers())
          .hasMessageContaining("Topic chat.requests does not exist: run ")
          .hasMessageContaining("(and %d more)".formatted(2 * Topics.ALL.size() - 1));
    }
  }

  @Test
  void aServiceStartsAndKnowsTheStateOfWhatItLivesOn() {
    var database = platform.newDatabase();
    try (ConfigurableApplicationContext context =
        Platform.application(Service.class, "service")
            .web(WebApplicationType.NONE)
            .run(
                "--turnpike.kafka.bootstrap-servers=" + platform.bootstrapServers(),
                "--turnpike.registry.url=" + platform.registryUrl(),
                "--turnpike.database.url=" + database.jdbcUrl(),
                "--turnpike.database.user=" + database.user(),
                "--turnpike.database.password=" + database.password())) {
      assertThat(context.getBeansOfType(Watch.class).values())
          .hasSize(3)
          .allSatisfy(watch -> assertThat(watch.isUp()).isTrue());
    }
  }

  private ProvisioningCheck check(String servers) {
    KafkaProperties kafka = new KafkaProperties(servers, Map.of());
    RegistryProperties registry =
        new RegistryProperties(
            platform.registryUrl(), "", "", false, Duration.ofSeconds(2), "", "", "");
    return new ProvisioningCheck(kafka, new KafkaClients(kafka), "test", registry);
  }

  @SpringBootConfiguration
  @Import(PlatformConfiguration.class)
  static class Service {}
}

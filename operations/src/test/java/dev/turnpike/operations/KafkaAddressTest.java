package dev.turnpike.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class KafkaAddressTest {

  @Test
  void clientPropertiesComeFromTheEnvironmentUnderTheServicesNames() {
    KafkaAddress kafka =
        new KafkaAddress(
            "kafka:9093",
            new Surroundings(
                Map.of(
                    "TURNPIKE_KAFKA_PROPERTIES_SECURITY_PROTOCOL", "SASL_SSL",
                    "TURNPIKE_KAFKA_PROPERTIES_SASL_MECHANISM", "PLAIN",
                    "PATH", "/bin")));

    assertThat(kafka.properties())
        .isEqualTo(
            Map.of(
                "bootstrap.servers", "kafka:9093",
                "security.protocol", "SASL_SSL",
                "sasl.mechanism", "PLAIN"));
  }

  @Test
  void registryCredentialsComeFromTheEnvironment() {
    KafkaAddress kafka =
        new KafkaAddress(
            "kafka:9093",
            new Surroundings(Map.of("SCHEMA_REGISTRY_BASIC_AUTH_USER_INFO", "me:pass")));

    assertThat(kafka.registry("http://one,http://two/prefix"))
        .satisfies(
            settings -> {
              assertThat(settings.urls()).hasSize(2);
              assertThat(settings.basicAuthUserInfo()).isEqualTo("me:pass");
              assertThat(settings.autoRegister()).isFalse();
            });
  }
}

package dev.turnpike.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.embedded.FreePort;
import dev.turnpike.testing.ChildJvm;
import dev.turnpike.testing.SecuredPlatform;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * All services, provisioning and the commands on servers that take nobody without TLS: what one
 * client of ours were to leave out would keep a turn from its end.
 */
class SecuredSystemTest {

  @TempDir private Path folder;
  private SecuredPlatform platform;

  @BeforeEach
  void start() {
    platform = new SecuredPlatform(folder.resolve("platform"));
  }

  @AfterEach
  void stop() throws Exception {
    platform.close();
  }

  @Test
  void aTurnIsAnsweredRememberedJudgedAndCountedWithAPassword() {
    Map<String, String> environment = platform.environment();
    everythingWorks(
        environment,
        "chat.requests",
        "chat.replies",
        "turns.completed",
        "memory.changes",
        "turns.scored",
        "analytics.rollups");
    assertThat(new Commands(folder.resolve("wrong")).refused(wrongPassword(environment)))
        .contains("the broker refuses the credentials");
  }

  @Test
  void andWithACertificate() {
    Map<String, String> environment = new HashMap<>(platform.environment());
    environment.keySet().removeIf(name -> name.startsWith("TURNPIKE_KAFKA_PROPERTIES_"));
    environment.put("KAFKA_BOOTSTRAP_SERVERS", platform.mutualBroker().securedBootstrapServers());
    environment.putAll(SecuredPlatform.kafkaVariables(platform.mutual()));
    everythingWorks(environment, "memory.changes", "turns.scored", "analytics.rollups");
  }

  /**
   * @param topics that get a record; the last ones of a turn only if all before them did
   */
  private void everythingWorks(Map<String, String> environment, String... topics) {
    Commands turnpike = new Commands(folder.resolve("data"), environment);
    try (ChildJvm up = turnpike.ready(Map.of(), "--port", FreePort.find())) {
      assertThat(turnpike.run("chat", "Hello, my name is Ada.")).first().asString().contains("Ada");
      for (String topic : topics) {
        assertThat(turnpike.run("tail", topic, "--from-beginning", "--max", 1))
            .singleElement()
            .asString()
            .startsWith("{\"topic\":\"%s\",".formatted(topic));
      }
      turnpike.stop(up);
    }
  }

  private ChildJvm wrongPassword(Map<String, String> environment) {
    Map<String, String> wrong = new HashMap<>(environment);
    wrong.putAll(SecuredPlatform.kafkaVariables(platform.sasl("SCRAM-SHA-512", "wrong")));
    return new Commands(folder.resolve("wrong")).up(wrong, "--port", FreePort.find());
  }
}

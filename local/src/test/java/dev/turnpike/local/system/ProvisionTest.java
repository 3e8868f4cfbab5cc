package dev.turnpike.local.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.embedded.broker.EmbeddedBroker;
import dev.turnpike.embedded.registry.EmbeddedRegistry;
import dev.turnpike.local.cli.Turnpike;
import dev.turnpike.testing.ChildJvm;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProvisionTest {

  private static final Duration LIMIT = Duration.ofMinutes(2);

  @TempDir private Path folder;

  @Test
  void whatIsMissingIsToldThenMadeAndThenLeftAlone() {
    try (EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("broker"), 0);
        EmbeddedRegistry registry = EmbeddedRegistry.start(folder.resolve("journal"), 0)) {
      String kafka = broker.bootstrapServers();
      String schemas = registry.url();
      assertThat(provision(kafka, schemas, 1, "--check"))
          .anyMatch(line -> line.startsWith("Topic chat.requests does not exist"));
      assertThat(provision(kafka, schemas, 0))
          .contains("Created topic chat.requests with 64 partitions and 1 replicas.")
          .last()
          .asString()
          .startsWith("Done, ");
      assertThat(provision(kafka, schemas, 0)).containsExactly("Everything is there already.");
      assertThat(provision(kafka, schemas, 0, "--check")).containsExactly("Everything is there.");
    }
  }

  @Test
  void withoutAnAddressOrWithAWrongOneItSaysWhichAndWhy() {
    assertThat(provision("", "http://127.0.0.1:1", 1))
        .singleElement()
        .asString()
        .startsWith("turnpike: KAFKA_BOOTSTRAP_SERVERS is not set: ");
    assertThat(provision("127.0.0.1:1", "http://127.0.0.1:1", 1))
        .containsExactly("turnpike: Kafka at 127.0.0.1:1 does not answer.");
  }

  private static List<String> provision(
      String kafka, String registry, int status, String... options) {
    Map<String, String> environment =
        Map.of("KAFKA_BOOTSTRAP_SERVERS", kafka, "SCHEMA_REGISTRY_URL", registry);
    try (ChildJvm child =
        ChildJvm.running(Turnpike.class)
            .environment(environment)
            .arguments("provision")
            .arguments((Object[]) options)
            .start()) {
      assertThat(child.awaitExit(LIMIT)).as("%s", child.output()).isEqualTo(status);
      return child.output();
    }
  }
}

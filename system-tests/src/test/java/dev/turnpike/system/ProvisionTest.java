package dev.turnpike.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.embedded.broker.EmbeddedBroker;
import dev.turnpike.embedded.registry.EmbeddedRegistry;
import dev.turnpike.local.cli.Turnpike;
import dev.turnpike.testing.ChildJvm;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
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
      String[] bigger = {"--partitions", "chat.requests=128", "--partitions", "chat.replies=32"};
      String requests =
          "  + topic chat.requests: 128 partitions, 1 replica, cleanup.policy delete, retention.ms"
              + " 7 d";
      assertThat(provision(kafka, schemas, 3, "--dry-run", bigger))
          .contains("Topics", requests, "Schemas")
          .endsWith("39 to add (+), 0 to correct (~).", "Nothing was changed.");
      assertThat(provision(kafka, schemas, 0, "", bigger))
          .contains(requests, "39 to add (+), 0 to correct (~).")
          .endsWith("Done, 39 changes.");
      assertThat(provision(kafka, schemas, 0, "--dry-run"))
          .containsExactly("Everything is there already.");
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

  @Test
  void rightsAreOnlyGivenWhereThereIsAnAuthorizer() {
    try (EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("broker"), 0);
        EmbeddedRegistry registry = EmbeddedRegistry.start(folder.resolve("journal"), 0)) {
      assertThat(provision(broker.bootstrapServers(), registry.url(), 1, "--acls", "User:%s"))
          .anyMatch(line -> line.startsWith("  x the cluster has no authorizer"))
          .last()
          .isEqualTo("Nothing can be done before 1 is put right (x).");
      assertThat(provision(broker.bootstrapServers(), registry.url(), 1, "--check"))
          .anyMatch(line -> line.startsWith("Topic chat.requests does not exist"));
    }
  }

  private static List<String> provision(
      String kafka, String registry, int status, String option, String... options) {
    List<String> all = new ArrayList<>(List.of(options));
    if (!option.isEmpty()) {
      all.addFirst(option);
    }
    return provision(kafka, registry, status, all);
  }

  private static List<String> provision(String kafka, String registry, int status) {
    return provision(kafka, registry, status, List.of());
  }

  private static List<String> provision(
      String kafka, String registry, int status, List<String> options) {
    Map<String, String> environment =
        Map.of("KAFKA_BOOTSTRAP_SERVERS", kafka, "SCHEMA_REGISTRY_URL", registry);
    try (ChildJvm child =
        ChildJvm.running(Turnpike.class)
            .environment(environment)
            .arguments("provision")
            .arguments(options.toArray())
            .start()) {
      assertThat(child.awaitExit(LIMIT)).as("%s", child.output()).isEqualTo(status);
      return child.output();
    }
  }
}

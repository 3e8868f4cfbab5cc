package dev.turnpike.embedded.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.turnpike.schemas.Compatibility;
import dev.turnpike.schemas.EventSerde;
import dev.turnpike.schemas.RegistrySettings;
import dev.turnpike.schemas.SchemaRegistry;
import dev.turnpike.schemas.Topic;
import dev.turnpike.schemas.Topics;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * JavaScript clients of Confluent's registry and wire format: they read what we wrote, and we read
 * what they wrote. Needs Node.js; Confluent's own client, with 170 MB of dependencies, only takes
 * part with {@code -Dturnpike.conformance=full}.
 */
class JavaScriptConformanceTest {

  @TempDir Path folder;

  @Test
  void kafkaJs() throws Exception {
    agreesOnAllTopics("kafkajs");
  }

  @Test
  void confluentsOwnClient() throws Exception {
    if (!"full".equals(System.getProperty("turnpike.conformance"))) {
      skip("confluent takes part only with -Dturnpike.conformance=full.");
    }
    agreesOnAllTopics("confluent");
  }

  private void agreesOnAllTopics(String client) throws Exception {
    if (!NodePackage.possible()) {
      skip(client + " was not tested: it needs Node.js and npm on the PATH.");
    }
    NodePackage node = NodePackage.install(client);
    try (EmbeddedRegistry registry = EmbeddedRegistry.start(folder.resolve("journal"), 0);
        SchemaRegistry ours = SchemaRegistry.connect(RegistrySettings.of(registry.url()))) {
      for (Topic<?> topic : Topics.ALL) {
        agrees(node, topic, ours);
      }
    }
  }

  private static <T extends SpecificRecord> void agrees(
      NodePackage node, Topic<T> topic, SchemaRegistry registry) throws Exception {
    registry.setCompatibility(topic.subject(), Compatibility.BACKWARD_TRANSITIVE);
    int id = registry.register(topic.subject(), topic.schema());
    EventSerde<T> serde = EventSerde.of(topic, registry);
    List<String> records = new ArrayList<>();
    for (int variant = 0; variant < SampleEvents.VARIANTS; variant++) {
      T event = SampleEvents.event(topic, variant, registry);
      records.add(HexFormat.of().formatHex(serde.serialize(event)));
    }
    List<String> answers =
        node.run(
            records,
            "node",
            "conformance.js",
            registry.address(),
            topic.subject(),
            topic.schema().toString());
    assertThat(answers).hasSameSizeAs(records).anyMatch(answer -> answer.contains("Grüße 🚀"));
    for (int variant = 0; variant < answers.size(); variant++) {
      JsonNode answer = new JsonMapper().readTree(answers.get(variant));
      assertThat(answer.path("id").intValue()).isEqualTo(id);
      assertThat(answer.path("value").toString()).contains(SampleEvents.mark(topic, variant));
      assertThat(answer.path("again").asString()).isEqualTo(records.get(variant));
    }
  }

  private static void skip(String reason) {
    System.out.println("Skipped: " + reason);
    abort(reason);
  }
}

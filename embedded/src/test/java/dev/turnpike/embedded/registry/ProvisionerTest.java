package dev.turnpike.embedded.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.embedded.broker.EmbeddedBroker;
import dev.turnpike.schemas.RegistrySettings;
import dev.turnpike.schemas.SchemaRegistry;
import dev.turnpike.schemas.Topic;
import dev.turnpike.schemas.Topics;
import dev.turnpike.schemas.provisioning.Provisioner;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Against a broker and a registry that stay up, so each test begins where another may have left.
 */
class ProvisionerTest {

  @TempDir static Path folder;
  private static EmbeddedBroker broker;
  private static EmbeddedRegistry registry;
  private static Admin admin;
  private static SchemaRegistry client;

  @BeforeAll
  static void start() {
    broker = EmbeddedBroker.start(folder.resolve("broker"), 0);
    registry = EmbeddedRegistry.start(folder.resolve("registry.jsonl"), 0);
    admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
    client = SchemaRegistry.connect(RegistrySettings.of(registry.url()));
  }

  @AfterAll
  static void stop() {
    client.close();
    admin.close();
    registry.close();
    broker.close();
  }

  @Test
  void createsWhatIsMissingThenNothing() throws Exception {
    Provisioner provisioner = provisioner(Topics.CHAT_REPLIES);
    assertThat(provisioner.verify())
        .containsExactly(
            "Topic chat.replies does not exist: run ./turnpike provision, or create it with 16 partitions.",
            "Topic chat.replies.dlt does not exist: run ./turnpike provision, or create it with 1 partitions.",
            "Subject chat.replies-value at %s does not have this version of schema dev.turnpike.events.ReplyEvent: run ./turnpike provision, or set auto.register.schemas (SCHEMA_REGISTRY_AUTO_REGISTER) to true."
                .formatted(registry.url()));
    assertThat(provisioner.provision())
        .containsExactly(
            "Created topic chat.replies with 16 partitions and 1 replicas.",
            "Created topic chat.replies.dlt with 1 partitions and 1 replicas.",
            "Set compatibility of chat.replies-value to BACKWARD_TRANSITIVE.",
            "Registered the schema of chat.replies-value with id %d."
                .formatted(
                    client.idOf(Topics.CHAT_REPLIES.subject(), Topics.CHAT_REPLIES.schema())));
    assertThat(provisioner.verify()).isEmpty();
    assertThat(provisioner.provision()).isEmpty();
    assertThat(configuration("chat.replies", "retention.ms")).isEqualTo("86400000");
    assertThat(configuration("chat.replies.dlt", "retention.ms")).isEqualTo("2592000000");
  }

  @Test
  void correctsConfigurationAndLeavesPartitionsAlone() throws Exception {
    admin
        .createTopics(
            List.of(
                new NewTopic("turns.scored", 3, (short) 1)
                    .configs(Map.of("cleanup.policy", "compact"))))
        .all()
        .get();
    Provisioner provisioner = provisioner(Topics.TURNS_SCORED);
    assertThat(provisioner.verify())
        .contains(
            "Topic turns.scored has cleanup.policy=compact and would lose records: run ./turnpike provision, or set it to delete.");
    assertThat(provisioner.provision())
        .contains(
            "Set cleanup.policy of turns.scored from compact to delete.",
            "Set retention.ms of turns.scored from 604800000 to 7776000000.");
    assertThat(configuration("turns.scored", "cleanup.policy")).isEqualTo("delete");
    assertThat(admin.describeTopics(List.of("turns.scored")).allTopicNames().get().values())
        .singleElement()
        .satisfies(topic -> assertThat(topic.partitions()).hasSize(3));
    assertThat(provisioner.provision()).isEmpty();
  }

  private static Provisioner provisioner(Topic<?> topic) {
    return new Provisioner(admin, client, 1, List.of(topic));
  }

  private static String configuration(String topic, String name) throws Exception {
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    return admin.describeConfigs(List.of(resource)).all().get().values().stream()
        .map(configuration -> configuration.get(name).value())
        .findFirst()
        .orElseThrow();
  }
}

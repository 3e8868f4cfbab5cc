package dev.turnpike.embedded.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.turnpike.embedded.broker.EmbeddedBroker;
import dev.turnpike.schemas.Compatibility;
import dev.turnpike.schemas.RegistrySettings;
import dev.turnpike.schemas.SchemaRegistry;
import dev.turnpike.schemas.Topic;
import dev.turnpike.schemas.Topics;
import dev.turnpike.schemas.provisioning.PartitionCounts;
import dev.turnpike.schemas.provisioning.Plan;
import dev.turnpike.schemas.provisioning.Provisioner;
import dev.turnpike.schemas.provisioning.ProvisioningRefused;
import dev.turnpike.schemas.provisioning.Requirements;
import dev.turnpike.schemas.provisioning.TopicSpec;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.apache.avro.Schema;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArraySerializer;
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
    assertThat(missing(Topics.CHAT_REPLIES))
        .containsExactly(
            "Topic chat.replies does not exist: run ./turnpike provision, or create it with 16"
                + " partitions.",
            "Topic chat.replies.dlt does not exist: run ./turnpike provision, or create it with 1"
                + " partitions.",
            "Subject chat.replies-value at %s does not have this version of schema dev.turnpike.events.ReplyEvent: run ./turnpike provision, or set auto.register.schemas (SCHEMA_REGISTRY_AUTO_REGISTER) to true."
                .formatted(registry.url()));
    String[] changes = {
      "+ topic chat.replies: 16 partitions, 1 replica, cleanup.policy delete, retention.ms 1 d",
      "+ topic chat.replies.dlt: 1 partition, 1 replica, cleanup.policy delete, retention.ms 30 d",
      "+ subject chat.replies-value: compatibility BACKWARD_TRANSITIVE",
      "+ subject chat.replies-value: schema of dev.turnpike.events.ReplyEvent"
    };
    Plan plan = provisioner.plan();
    assertThat(plan.lines())
        .containsExactly(
            "Topics",
            "  " + changes[0],
            "  " + changes[1],
            "Schemas",
            "  " + changes[2],
            "  " + changes[3]);
    assertThat(plan.summary()).isEqualTo("4 to add (+), 0 to correct (~).");
    assertThat(missing(Topics.CHAT_REPLIES)).as("a plan changes nothing").hasSize(3);
    assertThat(provisioner.provision()).containsExactly(changes);
    assertThat(missing(Topics.CHAT_REPLIES)).isEmpty();
    assertThat(provisioner.provision()).isEmpty();
    assertThat(provisioner.plan().verdict()).isEqualTo(Plan.Verdict.NOTHING);
    assertThat(configuration("chat.replies", "retention.ms")).isEqualTo("86400000");
    assertThat(configuration("chat.replies.dlt", "retention.ms")).isEqualTo("2592000000");
  }

  @Test
  void correctsConfigurationAndLeavesPartitionsAlone() throws Exception {
    create("turns.scored", 3, Map.of("cleanup.policy", "compact"));
    assertThat(missing(Topics.TURNS_SCORED))
        .contains(
            "Topic turns.scored has cleanup.policy=compact and would lose records: run ./turnpike"
                + " provision, or set it to delete.");
    Provisioner provisioner = provisioner(Topics.TURNS_SCORED);
    assertThat(provisioner.plan().lines())
        .contains(
            "  ! topic turns.scored has 3 partitions, not 8: added ones move keys, so none is added"
                + " here; docs/operations/partitions.md says how");
    assertThat(provisioner.provision())
        .contains(
            "~ topic turns.scored: cleanup.policy from compact to delete",
            "~ topic turns.scored: retention.ms from 7 d to 90 d");
    assertThat(configuration("turns.scored", "cleanup.policy")).isEqualTo("delete");
    assertThat(admin.describeTopics(List.of("turns.scored")).allTopicNames().get().values())
        .singleElement()
        .satisfies(topic -> assertThat(topic.partitions()).hasSize(3));
    assertThat(provisioner.provision()).isEmpty();
    assertThat(provisioner.plan().summary()).isEqualTo("Nothing to do, 1 to look at (!).");
  }

  @Test
  void nothingIsDoneWhileThereAreTooFewPartitionsForTheWriters() throws Exception {
    create("memory.changes", 4, Map.of());
    Provisioner provisioner = provisioner(Topics.MEMORY_CHANGES);
    Plan plan = provisioner.plan();
    assertThat(plan.verdict()).isEqualTo(Plan.Verdict.REFUSED);
    assertThat(plan.lines())
        .contains(
            "  x topic memory.changes has 4 partitions, and must have 8: its writers place each"
                + " user's records by that number; add the missing ones with kafka-topics.sh"
                + " --alter");
    assertThatThrownBy(() -> Provisioner.apply(plan, _ -> {}))
        .isInstanceOf(ProvisioningRefused.class)
        .hasMessageContaining("memory.changes has 4 partitions");
    assertThat(missing(Topics.MEMORY_CHANGES))
        .anyMatch(line -> line.startsWith("Topic memory.changes has 4 partitions and needs 8"))
        .anyMatch(line -> line.startsWith("Topic memory.changes.dlt does not exist"));
    admin.createPartitions(Map.of("memory.changes", NewPartitions.increaseTo(12))).all().get();
    assertThat(provisioner.plan().verdict()).isEqualTo(Plan.Verdict.DIFFERENT);
  }

  @Test
  void aBiggerClusterMayHaveMorePartitions() {
    var counts = new PartitionCounts(Map.of("analytics.alerts", 3));
    assertThat(TopicSpec.of(List.of(Topics.ANALYTICS_ALERTS), counts))
        .extracting(TopicSpec::partitions)
        .containsExactly(3, 1);
    assertThatThrownBy(() -> new PartitionCounts(Map.of("memory.changes", 16)))
        .hasMessageStartingWith("memory.changes always has 8 partitions, since its writers");
    assertThatThrownBy(() -> new PartitionCounts(Map.of("chat.request", 16)))
        .hasMessageStartingWith("No partitions can be chosen for chat.request: it can be done for");
  }

  @Test
  void aSchemaThatDoesNotFollowIsRefusedWithTheRegistrysWords() {
    Schema other =
        new Schema.Parser()
            .parse(
                "{\"type\":\"record\",\"name\":\"TurnCommand\",\"fields\":[{\"name\":\"x\",\"type\":\"int\"}]}");
    String subject = Topics.CHAT_REQUESTS.subject();
    var _ = client.register(subject, other);
    Plan plan = provisioner(Topics.CHAT_REQUESTS).plan();
    assertThat(plan.verdict()).isEqualTo(Plan.Verdict.REFUSED);
    assertThat(plan.lines())
        .anyMatch(
            line ->
                line.startsWith(
                    "  x subject chat.requests-value: the registry refuses this version's"
                        + " schema: "));
    assertThat(plan.summary()).isEqualTo("Nothing can be done before 1 is put right (x).");
  }

  @Test
  void whatIsKeptLongerOrPromisedMoreStaysSo() throws Exception {
    create("turns.completed", 16, Map.of("retention.ms", "-1", "min.insync.replicas", "2"));
    client.setCompatibility("memory.changes-value", Compatibility.FULL_TRANSITIVE);
    Provisioner turns = provisioner(Topics.TURNS_COMPLETED);
    assertThat(turns.plan().lines())
        .contains(
            "  ! topic turns.completed has retention.ms -1, more than the 90 d that Turnpike asks for: it is left so");
    assertThat(turns.provision()).noneMatch(line -> line.contains("retention.ms from"));
    assertThat(configuration("turns.completed", "retention.ms")).isEqualTo("-1");
    assertThat(provisioner(Topics.MEMORY_CHANGES).plan().lines())
        .contains(
            "  ! subject memory.changes-value has compatibility FULL_TRANSITIVE, stricter than BACKWARD_TRANSITIVE: it is left so, and may refuse the schema of a later version");
  }

  @Test
  void aRegistryThatHasLostItsSchemasIsNotFilledAgain(@TempDir Path other) throws Exception {
    create("analytics.alerts", 1, Map.of());
    try (var producer =
        new KafkaProducer<>(
            Map.<String, Object>of("bootstrap.servers", broker.bootstrapServers()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      var _ = producer.send(new ProducerRecord<>("analytics.alerts", new byte[] {0})).get();
    }
    try (EmbeddedRegistry empty = EmbeddedRegistry.start(other.resolve("registry.jsonl"), 0);
        SchemaRegistry lost = SchemaRegistry.connect(RegistrySettings.of(empty.url()))) {
      Plan plan = new Provisioner(admin, lost, 1, List.of(Topics.ANALYTICS_ALERTS)).plan();
      assertThat(plan.verdict()).isEqualTo(Plan.Verdict.REFUSED);
      assertThat(plan.lines())
          .anyMatch(
              line ->
                  line.startsWith(
                      "  x subject analytics.alerts-value: the registry does not know it, but topic analytics.alerts has records"));
    }
  }

  @Test
  void severalMayDoItAtOnce() throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Callable<List<String>> work = () -> provisioner(Topics.ANALYTICS_ROLLUPS).provision();
      for (var each : threads.invokeAll(List.of(work, work, work))) {
        var _ = each.get();
      }
    }
    assertThat(provisioner(Topics.ANALYTICS_ROLLUPS).provision()).isEmpty();
  }

  private static List<String> missing(Topic<?> topic) {
    return Requirements.missing(
        admin, client, List.of(topic), TopicSpec.of(List.of(topic), PartitionCounts.DEFAULT));
  }

  private static void create(String topic, int partitions, Map<String, String> settings)
      throws Exception {
    admin
        .createTopics(List.of(new NewTopic(topic, partitions, (short) 1).configs(settings)))
        .all()
        .get();
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

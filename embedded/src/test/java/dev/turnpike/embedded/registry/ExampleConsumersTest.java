package dev.turnpike.embedded.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.turnpike.embedded.broker.EmbeddedBroker;
import dev.turnpike.events.CompletedTurn;
import dev.turnpike.events.Timings;
import dev.turnpike.events.Usage;
import dev.turnpike.schemas.EventSerde;
import dev.turnpike.schemas.RegistrySettings;
import dev.turnpike.schemas.SchemaRegistry;
import dev.turnpike.schemas.Topics;
import dev.turnpike.schemas.provisioning.Provisioner;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.AppInfoParser;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The programs of {@code examples}, each as a process of its own: they print every ended turn once,
 * nothing that was rolled back and no word of what was said, and go on where they stopped.
 */
class ExampleConsumersTest {

  private static final Path EXAMPLES = Path.of("../examples");
  private static final int ROLLED_BACK = 100;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir static Path folder;
  private static EmbeddedBroker broker;
  private static EmbeddedRegistry registry;
  private static SchemaRegistry client;
  private static EventSerde<CompletedTurn> serde;

  @BeforeAll
  static void start() {
    broker = EmbeddedBroker.start(folder.resolve("broker"), 0);
    registry = EmbeddedRegistry.start(folder.resolve("registry.jsonl"), 0);
    client = SchemaRegistry.connect(RegistrySettings.of(registry.url()));
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
      new Provisioner(admin, client, 1, List.of(Topics.TURNS_COMPLETED)).provision();
    }
    serde = EventSerde.of(Topics.TURNS_COMPLETED, client);
  }

  @AfterAll
  static void stop() {
    client.close();
    registry.close();
    broker.close();
  }

  @Test
  void java() throws Exception {
    printsEveryTurnOnce(
        "java-example",
        List.of(
            ProcessHandle.current().info().command().orElse("java"),
            "-cp",
            System.getProperty("java.class.path"),
            EXAMPLES.resolve("java-consumer/src/main/java/TurnPrinter.java").toString()));
  }

  @Test
  void javaScript() throws Exception {
    if (!NodePackage.possible()) {
      String reason =
          "The JavaScript example was not tested: it needs Node.js and npm on the PATH.";
      System.out.println("Skipped: " + reason);
      abort(reason);
    }
    NodePackage node = NodePackage.install(EXAMPLES.resolve("javascript-consumer"));
    printsEveryTurnOnce(
        "javascript-example", List.of("node", node.folder().resolve("turn-printer.js").toString()));
  }

  /** Their versions are this build's, so that a new version there is tried here. */
  @Test
  void theJavaExampleTakesTheVersionsThatWereTested() throws Exception {
    String example = Files.readString(EXAMPLES.resolve("java-consumer/pom.xml"));
    String root = Files.readString(Path.of("../pom.xml"));
    assertThat(property(example, "kafka.version")).isEqualTo(AppInfoParser.getVersion());
    for (String name : List.of("confluent-serializers.version", "guava.version")) {
      assertThat(property(example, name)).as(name).isEqualTo(property(root, name));
    }
  }

  private static void printsEveryTurnOnce(String name, List<String> command) throws Exception {
    int first = name.hashCode() & 0xffff_0000;
    Map<String, String> environment =
        Map.of(
            "KAFKA_BOOTSTRAP_SERVERS", broker.bootstrapServers(),
            "SCHEMA_REGISTRY_URL", registry.url(),
            "CONSUMER_GROUP", name);
    try (KafkaProducer<String, byte[]> producer = producer(name)) {
      write(producer, true, first, first + 9);
      write(producer, false, first + ROLLED_BACK, first + ROLLED_BACK + 3);
      write(producer, true, first, first + 3); // Again, as after a crash.
      write(producer, false, first + ROLLED_BACK, first + ROLLED_BACK + 3);
      write(producer, true, first + 9, first + 12);
      try (ExampleProcess example = ExampleProcess.start(folder, environment, command)) {
        await().atMost(PATIENCE).until(() -> of(first, example.linesWhileItRuns()).size() >= 12);
        assertThat(example.stop()).contains("Stopped.");
        assertThat(of(first, example.lines()))
            .containsExactlyInAnyOrderElementsOf(
                IntStream.range(first, first + 12).mapToObj(ExampleConsumersTest::line).toList());
      }
      write(producer, true, first + 12, first + 13);
      try (ExampleProcess again = ExampleProcess.start(folder, environment, command)) {
        await().atMost(PATIENCE).until(() -> !of(first, again.linesWhileItRuns()).isEmpty());
        assertThat(again.stop()).contains("Stopped.");
        assertThat(of(first, again.lines())).containsExactly(line(first + 12));
      }
    }
  }

  /** Of this test's turns: those of the other one are in the topic, too. */
  private static List<String> of(int first, List<String> lines) {
    String prefix = new UUID(first, -7).toString().substring(0, 14);
    return lines.stream().filter(line -> line.startsWith(prefix)).toList();
  }

  private static String line(int number) {
    return "%s COMPLETED agent=default model=sim tokens=10+20 ms=1500"
        .formatted(new UUID(number, -7));
  }

  private static KafkaProducer<String, byte[]> producer(String name) {
    KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", broker.bootstrapServers(), "transactional.id", name),
            new StringSerializer(),
            new ByteArraySerializer());
    producer.initTransactions();
    return producer;
  }

  private static void write(
      KafkaProducer<String, byte[]> producer, boolean committed, int from, int to) {
    producer.beginTransaction();
    for (int number = from; number < to; number++) {
      String user = "user-" + number % 5;
      var _ =
          producer.send(
              new ProducerRecord<>(
                  Topics.TURNS_COMPLETED.name(), user, serde.serialize(turn(number))));
    }
    if (committed) {
      producer.commitTransaction();
    } else {
      producer.flush(); // Or nothing of it would be in the log.
      producer.abortTransaction();
    }
  }

  private static CompletedTurn turn(int number) {
    CompletedTurn turn = SampleEvents.event(Topics.TURNS_COMPLETED, 1, client);
    return CompletedTurn.newBuilder(turn)
        .setTurnId(new UUID(number, -7))
        .setAgent("default")
        .setModel("sim")
        .setUsage(Usage.newBuilder(turn.getUsage()).setInputTokens(10).setOutputTokens(20).build())
        .setTimings(
            Timings.newBuilder(turn.getTimings())
                .setFinishedAt(turn.getTimings().getAcceptedAt().plusMillis(1500))
                .build())
        .build();
  }

  private static String property(String pom, String name) {
    var found = Pattern.compile("<%s>(.*?)</%s>".formatted(name, name)).matcher(pom);
    assertThat(found.find()).as(name).isTrue();
    return found.group(1);
  }
}

package dev.turnpike.memory;

import static dev.turnpike.testing.Turns.user;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.turnpike.events.CompletedTurn;
import dev.turnpike.events.MemoryAdded;
import dev.turnpike.events.MemoryChange;
import dev.turnpike.events.MemoryRemoved;
import dev.turnpike.events.MemoryUpdated;
import dev.turnpike.events.Origin;
import dev.turnpike.events.TurnStatus;
import dev.turnpike.memory.embedding.Embedder;
import dev.turnpike.memory.recall.MemoryRecall;
import dev.turnpike.memory.recall.RecallSettings;
import dev.turnpike.memory.recall.RecalledFact;
import dev.turnpike.memory.recall.Recollection;
import dev.turnpike.schemas.Topics;
import dev.turnpike.testing.LogLines;
import dev.turnpike.testing.TestPlatform;
import dev.turnpike.testing.TopicReader;
import dev.turnpike.testing.TopicWriter;
import dev.turnpike.testing.Turns;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The service as it runs, on a real broker and database, with the simulated model. */
class MemoryExtractorTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String GROUP = "memory-extractor-" + UUID.randomUUID();
  private static final TestPlatform platform = TestPlatform.shared();
  private static TopicWriter<CompletedTurn> turns;
  private static ConfigurableApplicationContext service;

  private final TopicReader<MemoryChange> changes = TopicReader.fromNow(Topics.MEMORY_CHANGES);
  private final String ada = "ada-" + UUID.randomUUID();

  @BeforeAll
  static void start() {
    turns = TopicWriter.to(Topics.TURNS_COMPLETED);
    service = start("--turnpike.completed-turns.group=" + GROUP);
  }

  @AfterAll
  static void stop() {
    service.close();
    turns.close();
  }

  @AfterEach
  void close() {
    changes.close();
  }

  @Test
  void whatIsSaidInOneSessionIsKnownInTheNext() {
    var turn = Turns.of(ada, user("My name is Ada and I live in Paris."));
    var written = turns.write(ada, turn);

    var published = changesOf(ada, 2);
    assertThat(published)
        .extracting(change -> ((MemoryAdded) change.getBody()).getText())
        .containsExactly("The user's name is Ada", "The user lives in Paris");
    var provenance = published.getFirst().getProvenance();
    assertThat(provenance.getTurnId()).isEqualTo(turn.getTurnId());
    assertThat(provenance.getTopic()).isEqualTo("turns.completed");
    assertThat(provenance.getPartition()).isEqualTo(written.partition());
    assertThat(provenance.getOffset()).isEqualTo(written.offset());
    assertThat(provenance.getProducerVersion()).matches("1-[0-9a-f]{12}");

    var recalled = recall().recall(ada, "Where do I live?").facts();
    assertThat(recalled.getFirst().text()).isEqualTo("The user lives in Paris");
    assertThat(recalled)
        .extracting(RecalledFact::memoryId)
        .containsExactlyInAnyOrderElementsOf(
            published.stream().map(MemoryChange::getMemoryId).toList());
    assertThat(recall().recall("somebody else", "Where do I live?"))
        .isEqualTo(new Recollection.Found(List.of()));
  }

  @Test
  void aRedeliveredTurnAddsNothingAndPublishesTheSame() {
    var turn = Turns.of(ada, user("My name is Ada and I live in Paris."));
    turns.write(ada, turn);
    turns.write(ada, turn);

    var published = changesOf(ada, 4);
    assertThat(published.subList(2, 4)).isEqualTo(published.subList(0, 2));
    assertThat(factsOf(ada)).isEqualTo(2);
  }

  @Test
  void whatIsKnownIsNotAddedAgain() {
    turns.write(ada, Turns.of(ada, user("I live in Paris.")));
    turns.write(ada, Turns.of(ada, user("I live in Paris. I like tea.")));

    assertThat(changesOf(ada, 2)).hasSize(2);
    assertThat(factsOf(ada)).isEqualTo(2);
  }

  @Test
  void whatIsOtherwiseNowIsUpdatedAndWhatIsOverIsRemoved() {
    turns.write(ada, Turns.of(ada, user("I live in Paris. I like tea.")));
    var moved = Turns.of(ada, user("I've moved to Lyon!"));
    turns.write(ada, moved);
    turns.write(ada, Turns.of(ada, user("I don't like tea any more.")));

    var published = changesOf(ada, 4);
    assertThat(published)
        .extracting(MemoryChange::getBody)
        .satisfiesExactly(
            paris -> assertThat(paris).isEqualTo(new MemoryAdded("The user lives in Paris")),
            tea -> assertThat(tea).isEqualTo(new MemoryAdded("The user likes tea")),
            lyon ->
                assertThat(lyon)
                    .isEqualTo(
                        new MemoryUpdated("The user lives in Lyon", "The user lives in Paris")),
            over -> assertThat(over).isInstanceOf(MemoryRemoved.class));
    assertThat(published.get(2).getMemoryId()).isEqualTo(published.getFirst().getMemoryId());
    assertThat(published.get(2).getProvenance().getTurnId()).isEqualTo(moved.getTurnId());
    assertThat(published.get(3).getMemoryId()).isEqualTo(published.get(1).getMemoryId());
    assertThat(recall().recall(ada, "Where do I live?").facts())
        .extracting(RecalledFact::text)
        .containsExactly("The user lives in Lyon");
  }

  @Test
  void whatEveryoneReadsTellsNothingOfTheUsersOwnWords() {
    turns.write(ada, Turns.of(ada, user("Well, btw, I'm living in Paris now!")));

    assertThat(changesOf(ada, 1).getFirst().toString()).contains("Paris").doesNotContain("living");
  }

  @Test
  void nothingIsLearnedFromOtherTurns() {
    var said = user("I live in Paris.");
    turns.write(ada, Turns.builder(ada, said).setStatus(TurnStatus.FAILED).build());
    turns.write(ada, Turns.builder(ada, said).setStatus(TurnStatus.CANCELLED).build());
    turns.write(ada, Turns.builder(ada, said).setMemory(false).build());
    turns.write(ada, Turns.builder(ada, said).setOrigin(Origin.TASK).build());
    turns.write(ada, Turns.builder(ada, said).setOrigin(Origin.EVALUATION).build());
    turns.write(ada, Turns.builder(ada, user("Hello")).setAnswer("I live in Paris.").build());
    turns.write(ada, Turns.of(ada, user("I like tea.")));

    assertThat(changesOf(ada, 1))
        .extracting(change -> ((MemoryAdded) change.getBody()).getText())
        .containsExactly("The user likes tea");
  }

  @Test
  void secretsAreNotKept() {
    turns.write(ada, Turns.of(ada, user("I like tea. My favourite password is hunter2.")));

    assertThat(changesOf(ada, 1)).hasSize(1);
    assertThat(factsOf(ada)).isEqualTo(1);
    var meters = service.getBean(MeterRegistry.class);
    assertThat(meters.get("turnpike.memory.facts").tag("reason", "secret").counter().count())
        .isPositive();
  }

  @Test
  void linesNameTheTurnAndTellNothingOfIt() {
    var turn =
        Turns.builder(ada, user("I live in Marktown. I like tea."))
            .setRequestId("request-1")
            .build();
    try (var lines = LogLines.open()) {
      turns.write(ada, turn);
      changesOf(ada, 2);

      assertThat(lines.saying("Learned from a turn"))
          .filteredOn(line -> ada.equals(line.context().get("user_id")))
          .singleElement()
          .satisfies(
              line ->
                  assertThat(line.context())
                      .containsEntry("request_id", "request-1")
                      .containsEntry("session_id", turn.getSessionId())
                      .containsEntry("turn_id", turn.getTurnId().toString()));
      assertThat(lines.all()).noneMatch(line -> line.whole().contains("Marktown"));
    }
  }

  @Test
  void whatCantBeReadGoesToTheDeadLettersAndStopsNobody() {
    var bytes = "no event".getBytes(StandardCharsets.UTF_8);
    try (var letters =
        TopicReader.fromNow(
            platform.bootstrapServers(),
            Topics.TURNS_COMPLETED.deadLetterTopic(),
            new ByteArrayDeserializer())) {
      turns.writeBytes(ada, bytes);
      turns.write(ada, Turns.of(ada, user("I like tea.")));

      assertThat(changesOf(ada, 1)).hasSize(1);
      var letter = letterOf(letters, GROUP, ada);
      assertThat(letter.value()).isEqualTo(bytes);
      assertThat(header(letter, "dlt-reason")).isEqualTo("unreadable");
    }
  }

  @Test
  void aModelsOutageIsWaitedOut() {
    var model = "sim:fault=503,times=5,key=" + ada;
    try (var troubled = start("--turnpike.memory.model=" + model, newGroup())) {
      turns.write(ada, Turns.of(ada, user("I live in Paris.")));

      await().atMost(PATIENCE).until(() -> factsOf(troubled, ada) == 1);
    }
  }

  @Test
  void aTurnThatAlwaysFailsGoesToTheDeadLetters() {
    var group = newGroup();
    try (var letters =
            TopicReader.fromNow(
                platform.bootstrapServers(),
                Topics.TURNS_COMPLETED.deadLetterTopic(),
                new ByteArrayDeserializer());
        var troubled = start("--turnpike.memory.model=sim:text=lorem", group)) {
      turns.write(ada, Turns.of(ada, user("I live in Paris.")));

      var letter = letterOf(letters, group.substring(group.indexOf('=') + 1), ada);
      assertThat(header(letter, "dlt-reason")).isEqualTo("always_fails");
      assertThat(factsOf(troubled, ada)).isZero();
    }
  }

  @Test
  void healthAndMetricsAreServed() throws Exception {
    turns.write(ada, Turns.of(ada, user("I like tea.")));
    changesOf(ada, 1);

    assertThat(get("/health")).contains("\"UP\"", "embedding", "database", "kafka");
    assertThat(get("/metrics")).contains("turnpike_memory_facts_total{", "result=\"added\"");
  }

  private static ConfigurableApplicationContext start(String... arguments) {
    return MemoryExtractorApplication.application()
        .run(platform.serviceArguments(platform.newDatabase(), arguments));
  }

  private static String newGroup() {
    return "--turnpike.completed-turns.group=memory-extractor-" + UUID.randomUUID();
  }

  /** The changes to what is known about a user, as soon as there are this many. */
  private List<MemoryChange> changesOf(String user, int count) {
    var read =
        changes.readUntil(
            PATIENCE, records -> records.stream().filter(r -> isOf(r, user)).count() >= count);
    return read.stream().filter(r -> isOf(r, user)).map(ConsumerRecord::value).toList();
  }

  private static boolean isOf(ConsumerRecord<String, MemoryChange> record, String user) {
    return record.value() != null && record.value().getUserId().equals(user);
  }

  private static ConsumerRecord<String, byte[]> letterOf(
      TopicReader<byte[]> letters, String group, String key) {
    var read =
        letters.readUntil(
            PATIENCE, records -> records.stream().anyMatch(r -> isLetter(r, group, key)));
    return read.stream().filter(r -> isLetter(r, group, key)).findFirst().orElseThrow();
  }

  private static boolean isLetter(ConsumerRecord<String, byte[]> record, String group, String key) {
    return record.key().equals(key) && header(record, "dlt-group").equals(group);
  }

  private static String header(ConsumerRecord<?, ?> record, String name) {
    return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
  }

  private static MemoryRecall recall() {
    return new MemoryRecall(
        service.getBean(DataSource.class),
        Embedder.shared(),
        new RecallSettings(10, 8, 0.25, PATIENCE),
        new SimpleMeterRegistry());
  }

  private static int factsOf(String user) {
    return factsOf(service, user);
  }

  private static int factsOf(ConfigurableApplicationContext extractor, String user) {
    return extractor
        .getBean(JdbcClient.class)
        .sql("select count(*) from memory.facts where user_id = :user")
        .param("user", user)
        .query(Integer.class)
        .single();
  }

  private static String get(String path) throws Exception {
    var port = service.getEnvironment().getProperty("local.server.port");
    var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build();
    try (var client = HttpClient.newHttpClient()) {
      return client.send(request, BodyHandlers.ofString()).body();
    }
  }
}

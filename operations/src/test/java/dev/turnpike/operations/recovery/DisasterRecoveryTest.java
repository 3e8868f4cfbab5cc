package dev.turnpike.operations.recovery;

import static dev.turnpike.testing.Turns.user;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.turnpike.agent.turns.LostTurns.Fate;
import dev.turnpike.events.CompletedTurn;
import dev.turnpike.events.Origin;
import dev.turnpike.events.StartTurn;
import dev.turnpike.events.TurnCommand;
import dev.turnpike.operations.console.Refusal;
import dev.turnpike.schemas.EventSerde;
import dev.turnpike.schemas.Topics;
import dev.turnpike.testing.TestDatabase;
import dev.turnpike.testing.TestPlatform;
import dev.turnpike.testing.TopicReader;
import dev.turnpike.testing.TopicWriter;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The database is lost and restored to a time before; Kafka is not. One story, since each start
 * costs seconds.
 */
class DisasterRecoveryTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int RUBRICS = 5;
  private static final TestPlatform platform = TestPlatform.shared();

  @TempDir private Path folder;

  @Test
  @Timeout(value = 8, unit = TimeUnit.MINUTES)
  void whatCameAfterTheBackupComesBackFromTheLog() throws Exception {
    var archive = folder.resolve("archive");
    var backup = folder.resolve("backup");
    UUID running;
    UUID unfinished;
    Instant restoredTo;
    Rows before;
    List<String> spent;
    List<String> facts;
    Person ada;
    Person eve;
    Person carl;
    var database = ArchivedDatabase.start(folder.resolve("first"), archive);
    try (var services = RunningServices.on(database.address());
        var completed = TopicReader.fromNow(Topics.TURNS_COMPLETED)) {
      ada = Person.register(services.port());
      eve = Person.register(services.port());
      carl = Person.register(services.port());
      var first = ada.chat();
      first.say("Hello, my name is Ada.");
      eve.chat().say("I live in Rome.");
      carl.chat().say("My name is Carl.");
      scored(database.address(), 3);
      awaitMemories(eve, 1);

      var duringBackup = ask(first, "sim:ttft=0,gap=20,tokens=60,text=lorem");
      database.backUp(backup);
      awaitEnd(completed, duringBackup);
      first.say("What is my name?");
      running = ask(first, "sim:ttft=0,gap=40,tokens=60,text=lorem");
      await().atMost(PATIENCE).until(() -> runs(database.address(), running));
      restoredTo = database.now();

      awaitEnd(completed, running);
      first.say("I live in Paris.");
      var second = ada.chat();
      second.say("What time is it?");
      var cleared = eve.chat();
      cleared.say("This is nobody's business.");
      cleared.clear();
      cleared.say("And now?");
      eve.forgetMemories();
      var bob = Person.register(services.port());
      bob.chat().say("My name is Bob.");
      carl.leave();
      scored(database.address(), 10);
      awaitMemories(ada, 2);
      awaitMemories(bob, 1);
      await().atMost(PATIENCE).until(() -> booked(database.address()) == 10);
      await().atMost(PATIENCE).until(() -> textsOf(carl, database.address()).isEmpty());
      await().atMost(PATIENCE).until(() -> announced(database.address()));
      database.archive();

      assertThatThrownBy(() -> recover(database.address(), restoredTo, Map.of(), true))
          .isInstanceOf(Refusal.class)
          .hasMessageContaining("agent-workers, ingress-usage, judge-workers, memory-extractor");
      before = Rows.of(database.address());
      spent = spent(database.address());
      facts = facts(database.address());
      unfinished = ask(first, "sim:ttft=0,gap=50,tokens=200,text=lorem");
      await().atMost(PATIENCE).until(() -> runs(database.address(), unfinished));
      database.lose();
    }

    var again = ArchivedDatabase.restored(backup, archive, folder.resolve("second"), restoredTo);
    try (again) {
      var address = again.address();
      var restored = Rows.of(address);
      assertThat(restored.turns()).hasSizeLessThan(before.turns().size());
      assertThat(before.turns()).containsAll(withoutTextsOf(carl, restored.turns()));
      assertThat(runs(address, running)).as("ended since, but the backup does not know").isTrue();
      var forgotten = Map.of(carl.id(), Instant.now());

      var told = recover(address, restoredTo, forgotten, true);
      assertThat(Rows.of(address)).isEqualTo(restored);
      var done = recover(address, restoredTo, forgotten, false);
      assertThat(done.turns()).isEqualTo(told.turns());
      assertThat(done.scores()).isEqualTo(told.scores()).isPositive();
      assertThat(done.turns(Fate.MISSING)).isEqualTo(5);
      assertThat(done.turns(Fate.UNFINISHED)).isEqualTo(1);
      assertThat(done.sessions()).isEqualTo(3);
      assertThat(done.accounts()).hasSize(1);
      assertThat(done.memories()).isPositive();
      assertThat(done.forgotten()).isEqualTo(1);
      assertThat(done.unreadable()).isZero();
      assertThat(done.early()).isZero();

      var recovered = Rows.of(address);
      assertThat(withoutTextsOf(carl, recovered.turns()))
          .isEqualTo(withoutTextsOf(carl, before.turns()));
      assertThat(others(carl, address, recovered.messages()))
          .isEqualTo(others(carl, address, before.messages()));
      assertThat(recovered.steps()).isEqualTo(before.steps()).isNotEmpty();
      assertThat(recovered.sessions()).isEqualTo(before.sessions());
      assertThat(recovered.scores()).containsAll(before.scores());

      var twice = recover(address, restoredTo, forgotten, false);
      assertThat(Rows.of(address)).isEqualTo(recovered);
      assertThat(twice.turns(Fate.MISSING) + twice.turns(Fate.UNFINISHED)).isZero();
      assertThat(twice.scores() + twice.sessions() + twice.forgotten()).isZero();

      try (var services = RunningServices.on(address);
          var completed =
              TopicReader.fromBeginning(
                  platform.bootstrapServers(),
                  Topics.TURNS_COMPLETED.name(),
                  EventSerde.of(Topics.TURNS_COMPLETED, platform.schemaRegistry())
                      .deserializer())) {
        awaitEnd(completed, unfinished);
        assertThat(ends(completed)).as("turns with more than one end").isEmpty();
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(spent(address)).containsAll(spent));
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(facts(address)).isEqualTo(facts));
        assertThat(ada.at(services.port()).memories())
            .anyMatch(fact -> fact.contains("Ada"))
            .anyMatch(fact -> fact.contains("Paris"));
        assertThat(eve.at(services.port()).memories()).isEmpty();
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(textsOf(carl, address)).isEmpty());
      }
    }
  }

  private static RecoveryResult recover(
      TestDatabase database, Instant since, Map<String, Instant> forgotten, boolean dryRun)
      throws InterruptedException {
    var environment =
        Map.of(
            "KAFKA_BOOTSTRAP_SERVERS", platform.bootstrapServers(),
            "SCHEMA_REGISTRY_URL", platform.registryUrl(),
            "DATABASE_URL", database.jdbcUrl(),
            "DATABASE_USER", database.user(),
            "DATABASE_PASSWORD", database.password(),
            "OPENAI_BASE_URL", platform.modelBaseUrl(),
            "DEFAULT_LLM_MODEL", "sim",
            "TURNPIKE_SIMULATED_MODEL", "true");
    return Recovery.run(
        new RecoveryOptions(
            environment, since, null, new ForgottenList(forgotten), true, false, dryRun),
        (_, _, _) -> {});
  }

  /** A turn of a session that takes a while, written as the ingress does. */
  private static UUID ask(Person.Chat chat, String model) {
    var turn = UUID.randomUUID();
    try (var requests = TopicWriter.to(Topics.CHAT_REQUESTS)) {
      var _ =
          requests.write(
              chat.id(),
              TurnCommand.newBuilder()
                  .setTurnId(turn)
                  .setSessionId(chat.id())
                  .setUserId(chat.user().id())
                  .setAcceptedAt(Instant.now())
                  .setBody(
                      StartTurn.newBuilder()
                          .setMailbox(3)
                          .setOrigin(Origin.NATIVE)
                          .setModel(model)
                          .setMessages(List.of(user("Tell me something long.")))
                          .build())
                  .build());
    }
    return turn;
  }

  private static void awaitEnd(TopicReader<CompletedTurn> completed, UUID turn) {
    var _ = completed.readUntil(PATIENCE, records -> has(records, turn));
  }

  private static boolean has(List<ConsumerRecord<String, CompletedTurn>> records, UUID turn) {
    return records.stream().anyMatch(record -> record.value().getTurnId().equals(turn));
  }

  /** Turns with more than one record on the log. */
  private static Map<UUID, Long> ends(TopicReader<CompletedTurn> completed) {
    var counts =
        completed.all(_ -> true, 1, PATIENCE).stream()
            .collect(
                Collectors.groupingBy(record -> record.value().getTurnId(), Collectors.counting()));
    var several = new HashMap<>(counts);
    several.values().removeIf(count -> count == 1);
    return several;
  }

  private static boolean runs(TestDatabase database, UUID turn) throws SQLException {
    return !Rows.ask(
            database,
            "select 1 from agent.turns where status = 'running' and turn_id = '%s'".formatted(turn))
        .isEmpty();
  }

  private static void scored(TestDatabase database, int turns) {
    await()
        .atMost(PATIENCE)
        .until(() -> Rows.ask(database, "select 1 from judge.scores").size() >= turns * RUBRICS);
  }

  private static int booked(TestDatabase database) throws SQLException {
    return Rows.ask(database, "select 1 from ingress.ledger").size();
  }

  /** Whether the tombstones of what was deleted are published. */
  private static boolean announced(TestDatabase database) throws SQLException {
    return Rows.ask(database, "select 1 from memory.announcements where times > 1").isEmpty();
  }

  private static List<String> spent(TestDatabase database) throws SQLException {
    return Rows.ask(database, "select to_jsonb(l) from ingress.ledger l order by turn_id");
  }

  private static List<String> facts(TestDatabase database) throws SQLException {
    return Rows.ask(
        database, "select to_jsonb(f) - 'embedding' from memory.facts f order by memory_id");
  }

  private static void awaitMemories(Person person, int count) {
    await().atMost(PATIENCE).until(() -> person.memories().size() >= count);
  }

  private static List<String> textsOf(Person person, TestDatabase database) throws SQLException {
    return Rows.ask(
        database,
        "select content from agent.messages join agent.turns using (turn_id) where user_id = '%s'"
            .formatted(person.id()));
  }

  private static List<String> withoutTextsOf(Person person, List<String> rows) {
    return rows.stream().filter(row -> !row.contains(person.id())).toList();
  }

  private static List<String> others(Person person, TestDatabase database, List<String> messages)
      throws SQLException {
    var turns =
        Rows.ask(
            database,
            "select turn_id from agent.turns where user_id = '%s'".formatted(person.id()));
    return messages.stream().filter(row -> turns.stream().noneMatch(row::contains)).toList();
  }
}

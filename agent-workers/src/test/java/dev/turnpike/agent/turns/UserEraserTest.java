package dev.turnpike.agent.turns;

import static dev.turnpike.agent.turns.EngineFixture.REGISTRY;
import static dev.turnpike.agent.turns.EngineFixture.ask;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.turnpike.agent.turns.StopSignal.Stop;
import dev.turnpike.events.CompletedTurn;
import dev.turnpike.events.Delta;
import dev.turnpike.events.Started;
import dev.turnpike.events.TurnStatus;
import dev.turnpike.schemas.EventSerde;
import dev.turnpike.schemas.Topics;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is left of a user who is forgotten, whenever that happens. */
class UserEraserTest {
  private static final String SECRET = "my secret";
  private static final String QUICK = "sim:ttft=0,gap=0,tokens=20,text=lorem";
  private static final String SLOW = "sim:ttft=0,gap=30,tokens=2000,text=lorem";

  private static final Instant SOON = Instant.parse("2100-01-01T00:00:00Z");

  private final AgentDatabase database = AgentDatabase.create();
  private final EngineFixture engine = new EngineFixture(database);
  private final UserEraser eraser =
      new UserEraser(database.source(), EventSerde.of(Topics.TURNS_COMPLETED, REGISTRY));

  @AfterEach
  void close() {
    engine.close();
  }

  @Test
  void nothingThatWasSaidStaysButEachTurnsRowDoes() throws Exception {
    var worker = engine.worker();
    var turnId = UUID.randomUUID();
    var record = engine.record(turnId, ask(QUICK, SECRET));
    var before = worker.run(record);
    assertThat(before.getAnswer()).isNotEmpty();
    assertThat(texts()).anyMatch(text -> text.contains(SECRET));

    eraser.erase("ada", SOON);

    assertThat(texts()).isEmpty();
    assertThat(erased()).containsExactly("ada");
    var again = worker.run(record);
    assertBlank(again);
    assertThat(again.getStatus()).isEqualTo(TurnStatus.COMPLETED);
    assertThat(again.getUsage()).isEqualTo(before.getUsage());
    assertThat(again.getTurnId()).isEqualTo(turnId);
  }

  @Test
  void aTurnThatRunsIsCancelledAndItsEndSaysNothing() throws Exception {
    var worker = engine.worker();
    var turnId = UUID.randomUUID();
    var running = worker.inBackground(engine.record(turnId, ask(SLOW, SECRET)));
    await().until(() -> engine.bodies(turnId).stream().anyMatch(Delta.class::isInstance));

    eraser.erase("ada", SOON);
    assertThat(erased()).as("not while it runs").isEmpty();
    // As the worker hears it with its next heartbeat.
    assertThat(rows("select cancel_reason from turns where status = 'running'"))
        .containsExactly("its user was deleted");
    worker.running.stop(turnId, new Stop.Cancelled("its user was deleted", true));

    var end = running.get();
    assertBlank(end);
    assertThat(end.getStatus()).isEqualTo(TurnStatus.CANCELLED);
    assertThat(texts()).isEmpty();
    eraser.erase("ada", SOON);
    assertThat(erased()).containsExactly("ada");
  }

  @Test
  void aTurnThatEndsWithoutHearingOfItSaysNothingEither() throws Exception {
    var worker = engine.worker();
    var turnId = UUID.randomUUID();
    var running =
        worker.inBackground(
            engine.record(turnId, ask("sim:ttft=0,gap=20,tokens=50,text=lorem", SECRET)));
    await().until(() -> engine.bodies(turnId).stream().anyMatch(Started.class::isInstance));

    eraser.erase("ada", SOON);

    var end = running.get();
    assertBlank(end);
    assertThat(texts()).isEmpty();
  }

  @Test
  void aTurnThatComesLateIsNotBegun() throws Exception {
    eraser.erase("ada", SOON);
    var worker = engine.worker();

    var end = worker.run(engine.record(UUID.randomUUID(), ask(SLOW, SECRET)));

    assertBlank(end);
    assertThat(end.getStatus()).isEqualTo(TurnStatus.CANCELLED);
    assertThat(texts()).isEmpty();
  }

  @Test
  void whoComesBackUnderTheSameIdIsAnswered() throws Exception {
    var worker = engine.worker();
    worker.run(engine.record(UUID.randomUUID(), ask(QUICK, SECRET)));
    eraser.erase("ada", Instant.now());

    var before = worker.run(engine.record(UUID.randomUUID(), ask(QUICK, "Hello again")));
    eraser.erase("ada", Instant.now().minusSeconds(5));
    assertThat(before.getStatus()).isEqualTo(TurnStatus.COMPLETED);
    assertThat(before.getAnswer()).isNotEmpty();
    assertThat(before.getHistoryMessages()).isZero();
    assertThat(texts()).contains("Hello again", before.getAnswer());

    eraser.erase("ada", SOON);
    assertThat(texts()).isEmpty();
  }

  @Test
  void anotherUsersTurnsStay() throws Exception {
    var worker = engine.worker();
    var before = worker.run(engine.record(UUID.randomUUID(), ask(QUICK, "Hello")));

    eraser.erase("eve", SOON);

    assertThat(texts()).contains(before.getAnswer(), "Hello");
    assertThat(erased()).containsExactly("eve");
  }

  @Test
  void manyTurnsAreErasedToo() throws Exception {
    var worker = engine.worker();
    worker.run(engine.record(UUID.randomUUID(), ask(QUICK, SECRET)));
    rows(
        """
        insert into turns (turn_id, session_id, user_id, status, attempt, accepted_at, completed_turn)
        select gen_random_uuid(), session_id, user_id, 'completed', 1, now(), completed_turn
        from turns, generate_series(1, 450) where completed_turn is not null
        returning 'x'
        """);

    eraser.erase("ada", SOON);

    assertThat(rows("select 'x' from turns where not blank")).isEmpty();
    assertThat(erased()).containsExactly("ada");
  }

  private static void assertBlank(CompletedTurn turn) {
    assertThat(turn.getAnswer()).isEmpty();
    assertThat(turn.getInput()).isEmpty();
    assertThat(turn.getSteps()).isEmpty();
    assertThat(turn.getRecentHistory()).isEmpty();
    assertThat(turn.toString()).doesNotContain(SECRET);
  }

  /** All that is stored of what anybody said. */
  private List<String> texts() throws SQLException {
    var texts = new ArrayList<>(rows("select content from messages"));
    texts.addAll(rows("select answer from turns where answer <> ''"));
    texts.addAll(rows("select name from steps"));
    var serde = EventSerde.of(Topics.TURNS_COMPLETED, REGISTRY);
    try (var connection = database.source().getConnection();
        var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                "select completed_turn from turns where completed_turn is not null")) {
      while (rows.next()) {
        var turn = serde.deserialize(rows.getBytes(1));
        turn.getInput().forEach(message -> texts.add(message.getContent()));
        turn.getSteps().forEach(step -> texts.add(step.getName()));
        if (!turn.getAnswer().isEmpty()) {
          texts.add(turn.getAnswer());
        }
      }
    }
    return texts;
  }

  private List<String> erased() throws SQLException {
    return rows("select user_id from erased_users");
  }

  private List<String> rows(String sql) throws SQLException {
    var found = new ArrayList<String>();
    try (var connection = database.source().getConnection();
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        found.add(String.valueOf(rows.getString(1)));
      }
    }
    return found;
  }
}

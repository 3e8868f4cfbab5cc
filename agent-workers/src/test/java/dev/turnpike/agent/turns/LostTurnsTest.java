package dev.turnpike.agent.turns;

import static dev.turnpike.agent.turns.EngineFixture.REGISTRY;
import static dev.turnpike.agent.turns.EngineFixture.ask;
import static dev.turnpike.testing.Turns.user;
import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.agent.turns.LostTurns.Fate;
import dev.turnpike.events.CancelTurn;
import dev.turnpike.events.ClearHistory;
import dev.turnpike.events.CompletedTurn;
import dev.turnpike.events.ContextSource;
import dev.turnpike.events.OnBusy;
import dev.turnpike.events.Provenance;
import dev.turnpike.events.ResolveBusy;
import dev.turnpike.events.StartTurn;
import dev.turnpike.events.TurnError;
import dev.turnpike.events.TurnStatus;
import dev.turnpike.models.Tokenizer;
import dev.turnpike.models.Tokenizer.Vocabulary;
import dev.turnpike.schemas.EventSerde;
import dev.turnpike.schemas.Topics;
import dev.turnpike.testing.Turns;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What of a session's history comes back, by what was asked of it. */
class LostTurnsTest {

  private static final EventSerde<CompletedTurn> SERDE =
      EventSerde.of(Topics.TURNS_COMPLETED, REGISTRY);

  private final AgentDatabase database = AgentDatabase.create();
  private final EngineFixture engine = new EngineFixture(database);
  private final PastCommands commands = new PastCommands();
  private long offset;

  @AfterEach
  void close() {
    engine.close();
  }

  @Test
  void aTurnComesBackOnceWithItsMessages() throws Exception {
    var turn = completed(asked(UUID.randomUUID()), "Paris.");

    assertThat(putBack(turn)).containsExactly(Fate.MISSING);
    assertThat(putBack(turn)).containsExactly(Fate.PRESENT);
    assertThat(contents()).containsExactly("Where?", "Paris.");
    assertThat(rows("select mailbox from turns")).containsExactly("7");
  }

  @Test
  void whatTheWorkersWroteStaysAsItIs() throws Exception {
    var worker = engine.worker();
    var end =
        worker.run(
            engine.record(UUID.randomUUID(), ask("sim:ttft=0,gap=0,tokens=5,text=lorem", "Hi")));
    var before = rows("select to_jsonb(t) from turns t");

    assertThat(putBack(end)).containsExactly(Fate.PRESENT);
    assertThat(rows("select to_jsonb(t) from turns t")).isEqualTo(before);
  }

  @Test
  void whatTheWorkersWouldHaveWrittenIsWritten() throws Exception {
    var worker = engine.worker();
    var turn = UUID.randomUUID();
    var start = ask("sim:ttft=0,gap=0,tokens=5,text=lorem", "Hi");
    add(turn, start);
    var end = worker.run(engine.record(turn, start));
    var message =
        "select to_jsonb(m) - 'position' - 'created_at' from messages m order by position";
    var step = "select to_jsonb(s) from steps s";
    var messages = rows(message);
    var steps = rows(step);
    rows("delete from turns returning 1");
    rows("delete from messages returning 1");
    rows("delete from steps returning 1");

    assertThat(putBack(end)).containsExactly(Fate.MISSING);
    assertThat(rows(message)).isEqualTo(messages);
    assertThat(rows(step)).isEqualTo(steps);
  }

  @Test
  void whatNeverWasInTheHistoryIsNotNow() throws Exception {
    var asSent = UUID.randomUUID();
    add(asSent, start(ContextSource.AS_SENT));
    var refused = asked(UUID.randomUUID());
    var rolledBack = asked(UUID.randomUUID());
    long place = offset - 1;
    add(UUID.randomUUID(), new ResolveBusy(7, OnBusy.ROLLBACK));

    putBack(
        completed(asSent, "once"),
        ended(refused, TurnStatus.FAILED, SessionCommands.BUSY_CODE, "busy", place - 1),
        ended(rolledBack, TurnStatus.CANCELLED, "cancelled", SessionCommands.REPLACED, place));

    assertThat(contents()).isEmpty();
    assertThat(rows("select 1 from turns")).hasSize(3);
  }

  @Test
  void whatTheBackupHasOfARolledBackTurnGoes() throws Exception {
    var rolledBack = asked(UUID.randomUUID());
    long place = offset - 1;
    add(UUID.randomUUID(), new ResolveBusy(7, OnBusy.ROLLBACK));
    rows(
        """
        insert into turns (turn_id, session_id, user_id, status, attempt, accepted_at)
        values ('%1$s', '%2$s', 'ada', 'running', 1, now()) returning 1
        """
            .formatted(rolledBack, engine.session));
    rows(
        """
        insert into messages (session_id, turn_id, ordinal, role, content)
        values ('%2$s', '%1$s', 0, 'user', 'Where?') returning 1
        """
            .formatted(rolledBack, engine.session));

    assertThat(
            putBack(
                ended(
                    rolledBack,
                    TurnStatus.CANCELLED,
                    "cancelled",
                    SessionCommands.REPLACED,
                    place)))
        .containsExactly(Fate.UNFINISHED);
    assertThat(contents()).isEmpty();
  }

  @Test
  void whatWasInterruptedStays() throws Exception {
    var interrupted = asked(UUID.randomUUID());
    long place = offset - 1;
    add(UUID.randomUUID(), new ResolveBusy(7, OnBusy.INTERRUPT));
    add(UUID.randomUUID(), new ResolveBusy(7, OnBusy.ROLLBACK));

    putBack(ended(interrupted, TurnStatus.CANCELLED, "cancelled", SessionCommands.REPLACED, place));

    assertThat(contents()).containsExactly("Where?", "half");
  }

  @Test
  void whatWasClearedOrForgottenSinceGoesAgain() throws Exception {
    var cleared = asked(UUID.randomUUID());
    add(UUID.randomUUID(), new ClearHistory(7));
    var forgotten = asked(UUID.randomUUID());
    var kept = asked(UUID.randomUUID());
    add(forgotten, new CancelTurn("no more", true));
    add(forgotten, new CancelTurn("another takes its place", false));

    putBack(
        completed(cleared, "first", 0),
        completed(forgotten, "second", 2),
        completed(kept, "third", 3));

    assertThat(contents()).containsExactly("Where?", "third");
    assertThat(commands.cleared()).as("it was used since").isEmpty();
  }

  @Test
  void whatWasReplacedIsReplacedAgain() throws Exception {
    var first = asked(UUID.randomUUID());
    var second = asked(UUID.randomUUID());
    var third = asked(UUID.randomUUID());
    var replacing = builder(third, 2).setAnswer("third").setReplaces(second).build();

    putBack(completed(first, "first", 0), completed(second, "second", 1), replacing);
    putBack(replacing);

    assertThat(rows("select content from session_messages order by position"))
        .containsExactly("Where?", "first", "Where?", "third");
    assertThat(rows("select superseded_by from turns where turn_id = '%s'".formatted(second)))
        .containsExactly(third.toString());
  }

  @Test
  void oneThatWasRolledBackGivesThePlaceBackThatItsClaimHadTaken() throws Exception {
    var worker = engine.worker();
    var first = worker.run(engine.record(asked(UUID.randomUUID()), start(ContextSource.SESSION)));
    var second = UUID.randomUUID();
    var start =
        StartTurn.newBuilder(start(ContextSource.SESSION)).setReplaces(first.getTurnId()).build();
    add(second, start);
    long place = offset - 1;
    var claimed =
        new TurnRunner.Request(engine.record(second, start), engine.command(second, start), start);
    worker.store.claim(claimed, false); // and then the backup
    add(UUID.randomUUID(), new ResolveBusy(7, OnBusy.ROLLBACK));

    assertThat(
            putBack(
                ended(second, TurnStatus.CANCELLED, "cancelled", SessionCommands.REPLACED, place)))
        .containsExactly(Fate.UNFINISHED);
    assertThat(rows("select content from session_messages order by position"))
        .containsExactly("Where?", first.getAnswer());
  }

  @Test
  void aForgottenUsersTurnIsLeftOut() throws Exception {
    rows(
        "insert into forgotten_users (user_id, forgotten_until) values ('ada', '2100-01-01') returning 1");

    assertThat(putBack(completed(asked(UUID.randomUUID()), "Paris.")))
        .containsExactly(Fate.FORGOTTEN);
    assertThat(rows("select 1 from turns")).isEmpty();
  }

  private UUID asked(UUID turn) {
    add(turn, start(ContextSource.SESSION));
    return turn;
  }

  private void add(UUID turn, SpecificRecord body) {
    commands.add(engine.command(turn, body), 0, offset++);
  }

  private static StartTurn start(ContextSource context) {
    return StartTurn.newBuilder()
        .setMailbox(7)
        .setContext(context)
        .setMessages(List.of(user("Where?")))
        .build();
  }

  private CompletedTurn completed(UUID turn, String answer) {
    return completed(turn, answer, 0);
  }

  private CompletedTurn completed(UUID turn, String answer, long place) {
    return builder(turn, place).setAnswer(answer).build();
  }

  private CompletedTurn ended(
      UUID turn, TurnStatus status, String code, String reason, long place) {
    return builder(turn, place)
        .setStatus(status)
        .setAnswer("half")
        .setError(new TurnError(code, reason))
        .build();
  }

  private CompletedTurn.Builder builder(UUID turn, long place) {
    return Turns.builder("ada", user("Where?"))
        .setTurnId(turn)
        .setSessionId(engine.session)
        .setRequest(new Provenance(turn, "chat.requests", 0, place, ""));
  }

  private List<Fate> putBack(CompletedTurn... turns) throws SQLException {
    var fates = new ArrayList<Fate>();
    try (var lost =
        new LostTurns(database.source(), commands, Tokenizer.of(Vocabulary.O200K_BASE))) {
      for (var turn : turns) {
        fates.add(lost.putBack(turn, SERDE.serialize(turn)));
      }
      var _ = lost.repeatCommands();
    }
    return fates;
  }

  private List<String> contents() throws SQLException {
    return rows("select content from messages order by position");
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

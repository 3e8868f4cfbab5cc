package dev.turnpike.agent.turns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.turnpike.events.CancelTurn;
import dev.turnpike.events.ChatMessage;
import dev.turnpike.events.ClearHistory;
import dev.turnpike.events.CompletedTurn;
import dev.turnpike.events.Delta;
import dev.turnpike.events.Role;
import dev.turnpike.events.StartTurn;
import dev.turnpike.events.TurnCommand;
import dev.turnpike.events.TurnStatus;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Turns that take the place of earlier ones, whatever happens on the way. */
class ReplacedTurnsTest {

  private static final String QUICK = "sim:ttft=0,gap=0,tokens=2,text=lorem";
  private static final String SLOW = "sim:ttft=0,gap=50,tokens=5000";
  private static final String UNDO =
      "select cancel_turn(turn_id, session_id, user_id, accepted_at, 'undo', true) from turns"
          + " where turn_id = ?";
  private static final String WAITING =
      "select pid from pg_locks where locktype = 'advisory' and not granted";
  private static final AgentDatabase database = AgentDatabase.create();

  private final EngineFixture engine = new EngineFixture(database);
  private final UUID replacement = UUID.randomUUID();
  private EngineFixture.Worker worker;

  @BeforeEach
  void start() throws Exception {
    worker = engine.worker();
  }

  @AfterEach
  void close() {
    engine.close();
  }

  @Test
  void theNewTurnSeesTheHistoryBeforeTheOldOne() throws Exception {
    say("one");
    var two = say("two");
    var three = say("three");

    var end = worker.run(replacing(two, "zwei"));
    assertThat(said(end.getRecentHistory())).containsExactly("one");
    assertThat(end.getReplaces()).isEqualTo(two);
    assertThat(questions()).containsExactly("one", "zwei");
    assertThat(superseded())
        .containsExactly(two + " by " + replacement, three + " by " + replacement);
    assertThat(said(worker.run(engine.record(UUID.randomUUID(), ask("four"))).getRecentHistory()))
        .containsExactly("one", "zwei");
  }

  @Test
  void thePlaceIsTakenOnceHoweverOftenTheTurnIsClaimed() throws Exception {
    say("one");
    var two = say("two");
    var record = replacing(two, "zwei");
    var request = request(record, two, "zwei");
    var before = (Claim.Granted) worker.store.claim(request, false);
    database.dead(worker.id); // crash after the claim

    var end = engine.worker().run(record);
    assertThat(end.getAttempts()).isEqualTo(2);
    assertThat(said(end.getRecentHistory())).containsExactly("one");
    assertThat(before.history()).hasSize(2);
    assertThat(questions()).containsExactly("one", "zwei");
  }

  @Test
  void aReplayChangesNothing() throws Exception {
    var one = say("one");
    var record = replacing(one, "eins");
    var end = worker.run(record);
    say("two");
    var state = rows("select to_jsonb(m) from messages m order by position");

    assertThat(worker.run(record).getAnswer()).isEqualTo(end.getAnswer());
    assertThat(rows("select to_jsonb(m) from messages m order by position")).isEqualTo(state);
    assertThat(questions()).containsExactly("eins", "two");
  }

  @Test
  void aLateReplacementOfTheSameTurnTakesThePlaceOfTheFirst() throws Exception {
    say("one");
    var two = say("two");
    worker.run(replacing(two, "zwei"));

    var late = worker.run(engine.record(UUID.randomUUID(), replacingStart(two, "deux")));
    assertThat(said(late.getRecentHistory())).containsExactly("one");
    assertThat(questions()).containsExactly("one", "deux");
  }

  @Test
  void oneThatWasWithdrawnBeforeItRanTakesNoPlace() throws Exception {
    var one = say("one");
    worker.express(engine.record(replacement, new CancelTurn("refused", true)));

    assertThat(worker.run(replacing(one, "eins")).getStatus()).isEqualTo(TurnStatus.CANCELLED);
    assertThat(questions()).containsExactly("one");
    assertThat(superseded()).isEmpty();
  }

  @Test
  void oneThatWasOnlyCancelledBeforeItRanStandsThere() throws Exception {
    var one = say("one");
    worker.express(engine.record(replacement, new CancelTurn("stop", false)));

    assertThat(worker.run(replacing(one, "eins")).getStatus()).isEqualTo(TurnStatus.CANCELLED);
    assertThat(questions()).containsExactly("eins");
  }

  @Test
  void oneThatLeavesTheHistoryGivesThePlaceBack() throws Exception {
    var one = say("one");
    worker.run(replacing(one, "eins"));
    worker.express(engine.record(replacement, new CancelTurn("undo", true)));
    worker.express(engine.record(replacement, new CancelTurn("undo", true))); // comes again

    assertThat(questions()).containsExactly("one");
    assertThat(superseded()).isEmpty();
  }

  @Test
  void oneThatIsForgottenWhileItRunsGivesThePlaceBack() throws Exception {
    var one = say("one");
    var start = StartTurn.newBuilder(replacingStart(one, "eins")).setModel(SLOW).build();
    var running = worker.inBackground(engine.record(replacement, start));
    await().until(() -> engine.bodies(replacement).stream().anyMatch(Delta.class::isInstance));
    assertThat(questions()).containsExactly("eins");
    worker.express(engine.record(replacement, new CancelTurn("undo", true)));

    assertThat(running.get().getStatus()).isEqualTo(TurnStatus.CANCELLED);
    assertThat(questions()).containsExactly("one");
  }

  @Test
  void aPlaceThatWasTakenOnIsHandedOn() throws Exception {
    var one = say("one");
    worker.run(replacing(one, "eins"));
    var third = UUID.randomUUID();
    worker.run(engine.record(third, replacingStart(replacement, "un")));
    worker.express(engine.record(replacement, new CancelTurn("undo", true)));

    assertThat(questions()).containsExactly("un");
    worker.express(engine.record(third, new CancelTurn("undo", true)));
    assertThat(questions()).containsExactly("one");
  }

  @Test
  void whoReplacesOneThatWasUndoneTakesThePlaceThatItHad() throws Exception {
    var one = say("one");
    worker.run(replacing(one, "eins"));
    worker.express(engine.record(replacement, new CancelTurn("undo", true)));
    worker.run(engine.record(UUID.randomUUID(), replacingStart(replacement, "un")));

    assertThat(questions()).containsExactly("un");
  }

  @Test
  void aPlaceIsNotTakenWhileItIsGivenBack() throws Exception {
    var one = say("one");
    worker.run(replacing(one, "eins"));
    CompletableFuture<CompletedTurn> third;
    try (var connection = database.source().getConnection();
        var undo = connection.prepareStatement(UNDO)) {
      connection.setAutoCommit(false);
      undo.setObject(1, replacement);
      undo.execute();
      third =
          worker.inBackground(engine.record(UUID.randomUUID(), replacingStart(replacement, "un")));
      await().until(() -> !rows(WAITING).isEmpty());
      connection.commit();
    }
    third.get();

    assertThat(questions()).containsExactly("un");
  }

  @Test
  void aReplacementOfLongAgoLeavesWhatWasSaidSince() throws Exception {
    var longAgo = Instant.now().minus(Duration.ofHours(1));
    var one = UUID.randomUUID();
    worker.run(accepted(longAgo, one, ask("one")));
    say("two");

    worker.run(accepted(longAgo, replacement, replacingStart(one, "eins")));

    assertThat(questions()).containsExactly("two", "eins");
  }

  @Test
  void aRunningTurnIsCancelledBeforeItIsReplaced() throws Exception {
    say("one");
    var slow = UUID.randomUUID();
    var start = StartTurn.newBuilder(ask("two")).setModel(SLOW).build();
    var running = worker.inBackground(engine.record(slow, start));
    await().until(() -> engine.bodies(slow).stream().anyMatch(Delta.class::isInstance));
    worker.express(engine.record(slow, new CancelTurn("another takes its place", false)));
    assertThat(running.get().getStatus()).isEqualTo(TurnStatus.CANCELLED);

    var end = worker.run(replacing(slow, "zwei"));
    assertThat(said(end.getRecentHistory())).containsExactly("one");
    assertThat(questions()).containsExactly("one", "zwei");
  }

  @Test
  void anEndThatComesAfterThePlaceWasTakenIsNotInTheHistory() throws Exception {
    var slow = UUID.randomUUID();
    var start = StartTurn.newBuilder(ask("one")).setModel(SLOW).build();
    var running = worker.inBackground(engine.record(slow, start));
    await().until(() -> engine.bodies(slow).stream().anyMatch(Delta.class::isInstance));
    var end = engine.worker().run(replacing(slow, "eins")); // out of order
    assertThat(end.getHistoryMessages()).isZero();
    worker.express(engine.record(slow, new CancelTurn("enough", false)));
    running.get();

    assertThat(questions()).containsExactly("eins");
    assertThat(rows("select content from session_messages where session_id = ? order by position"))
        .containsExactly("eins", end.getAnswer());
  }

  @Test
  void turnsOfOtherSessionsAndUnknownOnesAreLeftAlone() throws Exception {
    say("one");
    var foreign = UUID.randomUUID();
    var elsewhere =
        TurnCommand.newBuilder(engine.command(foreign, ask("theirs")))
            .setSessionId("another-" + foreign)
            .build();
    worker.run(engine.record(elsewhere));
    worker.run(replacing(foreign, "two"));
    worker.run(engine.record(UUID.randomUUID(), replacingStart(UUID.randomUUID(), "three")));

    assertThat(questions()).containsExactly("one", "two", "three");
    assertThat(superseded()).isEmpty();
  }

  @Test
  void whatIsClearedIsGoneWithWhatStoodThereBefore() throws Exception {
    var one = say("one");
    worker.run(replacing(one, "eins"));
    worker.express(engine.record(UUID.randomUUID(), new ClearHistory(0)));
    worker.express(engine.record(replacement, new CancelTurn("undo", true)));

    assertThat(questions()).isEmpty();
    assertThat(rows("select message from session_turns where session_id = ?")).isEmpty();
  }

  @Test
  void aPageTellsBoth() throws Exception {
    var one = say("one");
    worker.run(replacing(one, "eins"));

    assertThat(
            rows(
                "select concat_ws(' ', message, status, superseded_by, replaces) from session_turns"
                    + " where session_id = ? order by position"))
        .containsExactly("one completed " + replacement, "eins completed " + one);
  }

  private UUID say(String text) throws Exception {
    var turn = UUID.randomUUID();
    worker.run(engine.record(turn, ask(text)));
    return turn;
  }

  private ConsumerRecord<byte[], byte[]> accepted(Instant when, UUID turn, StartTurn start) {
    return engine.record(
        TurnCommand.newBuilder(engine.command(turn, start)).setAcceptedAt(when).build());
  }

  private ConsumerRecord<byte[], byte[]> replacing(UUID turn, String text) {
    return engine.record(replacement, replacingStart(turn, text));
  }

  private TurnRunner.Request request(
      ConsumerRecord<byte[], byte[]> record, UUID turn, String text) {
    var start = replacingStart(turn, text);
    return new TurnRunner.Request(record, engine.command(replacement, start), start);
  }

  private static StartTurn replacingStart(UUID turn, String text) {
    return StartTurn.newBuilder(ask(text)).setReplaces(turn).build();
  }

  private static StartTurn ask(String text) {
    return EngineFixture.ask(QUICK, text);
  }

  private static List<String> said(List<ChatMessage> history) {
    return history.stream()
        .filter(message -> message.getRole() == Role.USER)
        .map(ChatMessage::getContent)
        .toList();
  }

  private List<String> questions() throws SQLException {
    return rows(
        "select content from session_messages where session_id = ? and role = 'user'"
            + " order by position");
  }

  private List<String> superseded() throws SQLException {
    return rows(
        "select t.turn_id || ' by ' || t.superseded_by from turns t"
            + " join messages m on m.turn_id = t.turn_id and m.ordinal = 0"
            + " where t.session_id = ? and t.superseded_by is not null order by m.position");
  }

  private List<String> rows(String sql) throws SQLException {
    try (var connection = database.source().getConnection();
        var statement = connection.prepareStatement(sql)) {
      if (sql.contains("?")) {
        statement.setString(1, engine.session);
      }
      var found = new ArrayList<String>();
      try (var rows = statement.executeQuery()) {
        while (rows.next()) {
          found.add(String.valueOf(rows.getString(1)));
        }
      }
      return found;
    }
  }
}

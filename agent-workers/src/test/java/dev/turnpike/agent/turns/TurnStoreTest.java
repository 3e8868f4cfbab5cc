package dev.turnpike.agent.turns;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.agent.tools.RecalledMemories;
import dev.turnpike.agent.turns.Claim.Granted;
import dev.turnpike.agent.turns.RunningTurns.Position;
import dev.turnpike.events.ChatMessage;
import dev.turnpike.events.CompletedTurn;
import dev.turnpike.events.ContextSource;
import dev.turnpike.events.Role;
import dev.turnpike.events.StartTurn;
import dev.turnpike.events.TurnCommand;
import dev.turnpike.models.Tokenizer;
import dev.turnpike.schemas.EventSerde;
import dev.turnpike.schemas.Topics;
import dev.turnpike.testing.TestPlatform;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The fence between attempts, on a real PostgreSQL. */
class TurnStoreTest {

  private static final AgentDatabase database = AgentDatabase.create();

  private final UUID one = UUID.randomUUID();
  private final UUID two = UUID.randomUUID();
  private final String session = UUID.randomUUID().toString();
  private final TurnStore first = store(one);
  private final TurnStore second = store(two);
  private final SessionStore sessions = new SessionStore(database.source());

  @BeforeEach
  void bothWorkersAreAlive() throws SQLException {
    database.alive(one);
    database.alive(two);
  }

  @Test
  void aTurnWhoseOwnerIsAliveCannotBeClaimed() throws SQLException {
    var command = command("Hello");

    assertThat(claim(first, command)).isInstanceOfSatisfying(Granted.class, attempt(1));
    assertThat(claim(second, command)).isInstanceOf(Claim.Held.class);
    assertThat(first.claim(request(command), true)).isInstanceOf(Claim.Held.class);
  }

  @Test
  void aDeadOwnersTurnIsClaimedAndItsWritesAreFenced() throws SQLException {
    var command = command("Hello");
    claim(first, command);
    database.dead(one);

    assertThat(claim(second, command)).isInstanceOfSatisfying(Granted.class, attempt(2));
    assertThat(first.finish(ended(completed(command, 1, "late"), false, true))).isNull();
    assertThat(second.finish(ended(completed(command, 2, "Hi"), false, true))).isNotNull();
    assertThat(second.finish(ended(completed(command, 2, "twice"), false, true))).isNull();
    assertThat(history()).containsExactly("user: Hello", "assistant: Hi");
  }

  @Test
  void aFinishedTurnBringsItsRecordToWhoeverAsks() throws SQLException {
    var command = command("Hello");
    claim(first, command);
    var turn = completed(command, 1, "Hi");
    first.finish(ended(turn, false, true));

    assertThat(claim(second, command)).isEqualTo(new Claim.Finished(turn));
  }

  @Test
  void aReleasedClaimIsFreeAtOnce() throws SQLException {
    var command = command("Hello");
    claim(first, command);
    first.release(command.getTurnId(), 1, false);

    assertThat(claim(second, command)).isInstanceOfSatisfying(Granted.class, attempt(2));
  }

  @Test
  void releasingAStaleAttemptChangesNothing() throws SQLException {
    var command = command("Hello");
    claim(first, command);
    database.dead(one);
    claim(second, command);
    first.release(command.getTurnId(), 1, false);
    database.alive(one);

    assertThat(claim(first, command)).isInstanceOf(Claim.Held.class);
  }

  @Test
  void theHistoryIsWhatCameBeforeInOrderAndLimited() throws SQLException {
    for (int i = 0; i < 4; i++) {
      var command = command("question " + i);
      claim(first, command);
      first.finish(ended(completed(command, 1, "answer " + i), false, true));
    }
    var granted = (Granted) claim(first, command("now"));

    assertThat(granted.history())
        .extracting(PastMessage::message)
        .containsExactly(
            new ChatMessage(Role.USER, "question 2"),
            new ChatMessage(Role.ASSISTANT, "answer 2"),
            new ChatMessage(Role.USER, "question 3"),
            new ChatMessage(Role.ASSISTANT, "answer 3"));
    assertThat(granted.knowsUser()).isFalse();
  }

  @Test
  void theHistoryIsCutWhereTheTokensEnd() throws SQLException {
    for (int tokens : List.of(60, 30, 30)) {
      var command = command("Hi");
      claim(first, command);
      first.finish(new Ended(completed(command, 1, "answer"), true, false, tokens, null));
    }
    var granted = (Granted) claim(first, command("now"));

    assertThat(granted.history()).extracting(PastMessage::tokens).containsExactly(5, 30, 5, 30);
  }

  @Test
  void finishedStepsComeBackWithTheNextAttemptAndStaleOnesAreFenced() throws SQLException {
    var command = command("Hello");
    var turnId = command.getTurnId();
    claim(first, command);
    var call = TurnStepsTest.modelCall(0, "Let me see", TurnStepsTest.request("c1", "clock"));
    assertThat(first.saveStep(turnId, 1, call)).isTrue();
    assertThat(first.saveStep(turnId, 1, TurnStepsTest.toolCall(1, "c1", "clock", "noon")))
        .isTrue();
    database.dead(one);

    var granted = (Granted) claim(second, command);
    assertThat(granted.steps())
        .containsExactly(call, TurnStepsTest.toolCall(1, "c1", "clock", "noon"));
    assertThat(granted.strikes()).isOne();
    assertThat(first.saveStep(turnId, 1, TurnStepsTest.modelCall(2, "late"))).isFalse();
    assertThat(second.finish(ended(completed(command, 2, "Noon"), false, true))).isNotNull();
    assertThat(second.saveStep(turnId, 2, TurnStepsTest.modelCall(2, "too late"))).isFalse();
  }

  @Test
  void aRetriedClaimStoresTheInputOnce() throws SQLException {
    var command = command("Hello");
    claim(first, command);
    first.release(command.getTurnId(), 1, false);
    var again = (Granted) claim(second, command);

    assertThat(again.history()).isEmpty();
    assertThat(history()).containsExactly("user: Hello");
  }

  @Test
  void aCancellationBeforeTheClaimIsFoundByIt() throws SQLException {
    var command = command("Hello");
    sessions.cancel(command, "client gave up", true);

    var granted = (Granted) claim(first, command);
    assertThat(granted.cancelReason()).isEqualTo("client gave up");
    assertThat(granted.forget()).isTrue();
    assertThat(first.finish(ended(completed(command, granted.attempt(), ""), true, true)))
        .isNotNull();
    assertThat(history()).isEmpty();
  }

  @Test
  void aCancellationAfterTheEndChangesNothing() throws SQLException {
    var command = command("Hello");
    claim(first, command);
    first.finish(ended(completed(command, 1, "Hi"), false, true));
    sessions.cancel(command, "too late", false);

    assertThat(history()).containsExactly("user: Hello", "assistant: Hi");
    assertThat(claim(second, command)).isInstanceOf(Claim.Finished.class);
  }

  @Test
  void aTurnThatHasEndedCanStillBeForgotten() throws SQLException {
    var command = command("Hello");
    claim(first, command);
    first.finish(ended(completed(command, 1, "Hi"), false, true));
    sessions.cancel(command, "refused by the ingress", true);

    assertThat(history()).isEmpty();
  }

  @Test
  void aRunningTurnThatIsToBeForgottenLeavesNothing() throws SQLException {
    var command = command("Hello");
    claim(first, command);
    sessions.cancel(command, "refused by the ingress", true);
    first.finish(ended(completed(command, 1, "Hi"), false, true));

    assertThat(history()).isEmpty();
  }

  @Test
  void aClearedHistoryIsGone() throws SQLException {
    var command = command("Hello");
    claim(first, command);
    first.finish(ended(completed(command, 1, "Hi"), false, true));
    sessions.clearHistory(session, new Position(1, 3));

    assertThat(history()).isEmpty();
  }

  @Test
  void aClearedHistoryKeepsWhatCameAfterTheCommand() throws SQLException {
    var command = command("Hello");
    claim(first, command);
    first.finish(ended(completed(command, 1, "Hi"), false, true));
    sessions.clearHistory(session, new Position(1, 1)); // comes again

    assertThat(history()).containsExactly("user: Hello", "assistant: Hi");
  }

  @Test
  void aCancellationBySomebodyElseIsNone() throws SQLException {
    var command = command("Hello");
    var foreign = TurnCommand.newBuilder(command).setUserId("mallory").build();
    sessions.cancel(foreign, "mine", true);

    assertThat(claim(first, command))
        .isInstanceOfSatisfying(
            Granted.class,
            granted -> {
              assertThat(granted.cancelReason()).isNull();
              assertThat(granted.forget()).isFalse();
            });
  }

  @Test
  void stepsOfAWorkerOfAnotherVersionGiveWayToTheNewOnes() throws SQLException {
    var command = command("Hello");
    var turnId = command.getTurnId();
    claim(first, command);
    first.saveStep(turnId, 1, TurnStepsTest.modelCall(0, "old"));
    first.saveStep(turnId, 1, TurnStepsTest.modelCall(1, "older still"));
    first.release(turnId, 1, false);
    claim(second, command);
    second.saveStep(turnId, 2, TurnStepsTest.modelCall(0, "new"));
    second.release(turnId, 2, false);

    var granted = (Granted) claim(first, command);
    assertThat(granted.steps()).containsExactly(TurnStepsTest.modelCall(0, "new"));
  }

  @Test
  void anAttemptOfTheSameNumberOnAnotherWorkerIsFencedToo() throws SQLException {
    var command = command("Hello");
    claim(first, command);

    assertThat(second.saveStep(command.getTurnId(), 1, TurnStepsTest.modelCall(0, "x"))).isFalse();
    assertThat(second.finish(ended(completed(command, 1, "x"), false, true))).isNull();
  }

  @Test
  void aConversationThatWasSentWholeLeavesNoHistory() throws SQLException {
    var command = command("Hello");
    var start = StartTurn.newBuilder(start(command)).setContext(ContextSource.AS_SENT).build();
    first.claim(new TurnRunner.Request(source(), command, start), false);
    first.finish(ended(completed(command, 1, "Hi"), false, false));

    assertThat(history()).isEmpty();
  }

  @Test
  void aNulThatPostgresCannotStoreIsDropped() throws SQLException {
    claim(first, command("He\0llo"));

    assertThat(history()).containsExactly("user: Hello");
  }

  private Claim claim(TurnStore store, TurnCommand command) throws SQLException {
    return store.claim(request(command), false);
  }

  private static TurnRunner.Request request(TurnCommand command) {
    return new TurnRunner.Request(source(), command, start(command));
  }

  private static ConsumerRecord<byte[], byte[]> source() {
    return new ConsumerRecord<>(Topics.CHAT_REQUESTS.name(), 1, 2, new byte[0], new byte[0]);
  }

  private static Ended ended(CompletedTurn turn, boolean forget, boolean inHistory) {
    return new Ended(turn, inHistory, forget, 5, null);
  }

  private static StartTurn start(TurnCommand command) {
    return (StartTurn) command.getBody();
  }

  private static Consumer<Granted> attempt(int number) {
    return granted -> assertThat(granted.attempt()).isEqualTo(number);
  }

  private TurnCommand command(String text) {
    return TurnCommand.newBuilder()
        .setTurnId(UUID.randomUUID())
        .setSessionId(session)
        .setUserId("ada")
        .setAcceptedAt(Instant.parse("2026-01-02T03:04:05Z"))
        .setBody(
            StartTurn.newBuilder()
                .setMailbox(0)
                .setMessages(List.of(new ChatMessage(Role.USER, text)))
                .build())
        .build();
  }

  private static CompletedTurn completed(TurnCommand command, int attempt, String answer) {
    var record =
        new TurnRecord(
            request(command),
            attempt,
            command.getAcceptedAt(),
            new TurnSteps(List.of()),
            new RecalledMemories());
    return record.completed(
        answer, "stop", new TurnRecord.Times(null, command.getAcceptedAt().plusSeconds(1)));
  }

  private static TurnStore store(UUID worker) {
    var serde = EventSerde.of(Topics.TURNS_COMPLETED, TestPlatform.shared().schemaRegistry());
    return new TurnStore(
        database.source(),
        worker,
        serde,
        Tokenizer.of(Tokenizer.Vocabulary.O200K_BASE),
        Properties.with("history-messages", "4", "history-tokens", "100"));
  }

  private List<String> history() throws SQLException {
    try (var connection = database.source().getConnection();
        var statement =
            connection.prepareStatement(
                "select role || ': ' || content from session_messages"
                    + " where session_id = ? order by position")) {
      statement.setString(1, session);
      var lines = new ArrayList<String>();
      try (var rows = statement.executeQuery()) {
        while (rows.next()) {
          lines.add(rows.getString(1));
        }
      }
      return lines;
    }
  }
}

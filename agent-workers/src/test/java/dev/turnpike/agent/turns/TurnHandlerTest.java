package dev.turnpike.agent.turns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.turnpike.agent.tools.RecalledMemories;
import dev.turnpike.events.CancelTurn;
import dev.turnpike.events.Completed;
import dev.turnpike.events.Delta;
import dev.turnpike.events.Failed;
import dev.turnpike.events.Restarted;
import dev.turnpike.events.StartTurn;
import dev.turnpike.events.Started;
import dev.turnpike.events.TurnStatus;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a redelivered command does, whatever its first delivery came to. */
class TurnHandlerTest {

  private static final AgentDatabase database = AgentDatabase.create();

  private final EngineFixture engine = new EngineFixture(database);
  private final UUID turnId = UUID.randomUUID();
  private final ConsumerRecord<byte[], byte[]> delivery =
      engine.record(turnId, EngineFixture.ask("sim", "Hello"));
  private EngineFixture.Worker here;
  private EngineFixture.Worker elsewhere;

  @BeforeEach
  void bothWorkersAreAlive() throws Exception {
    here = engine.worker();
    elsewhere = engine.worker();
  }

  @AfterEach
  void close() {
    engine.close();
  }

  @Test
  void aTurnWhoseEndIsStoredIsToldAgainAndPublishedAsItWas() throws Exception {
    var first = here.handle(delivery);
    engine.mailbox.clear();
    var second = elsewhere.handle(delivery);

    assertThat(second.publish().getFirst().value()).isEqualTo(first.publish().getFirst().value());
    var bodies = engine.bodies(turnId);
    assertThat(bodies).first().isInstanceOf(Restarted.class);
    assertThat(bodies)
        .filteredOn(Delta.class::isInstance)
        .extracting(body -> ((Delta) body).getText())
        .containsExactly(EngineFixture.published(first).getAnswer());
    assertThat(bodies).last().isInstanceOf(Completed.class);
  }

  @Test
  void aTurnHeldElsewhereWaitsUntilItsOwnerHasEndedIt() throws Exception {
    elsewhere.store.claim(request(), false);
    var waiting = here.inBackground(delivery);
    assertThat(waiting).isNotDone();

    var steps = new TurnSteps(List.of());
    var record = new TurnRecord(request(), 1, Instant.now(), steps, new RecalledMemories());
    var turn = record.completed("theirs", "stop", new TurnRecord.Times(null, Instant.now()));
    elsewhere.store.finish(new Ended(turn, true, false, 5, null));

    assertThat(waiting.get().getAnswer()).isEqualTo("theirs");
  }

  @Test
  void aTurnWhoseOwnerDiedIsTakenOverAsTheNextAttempt() throws Exception {
    elsewhere.store.claim(request(), false);
    database.dead(elsewhere.id);

    var turn = here.run(delivery);

    assertThat(turn.getAttempts()).isEqualTo(2);
    assertThat(engine.bodies(turnId)).hasAtLeastOneElementOfType(Restarted.class);
  }

  @Test
  void aTurnThatHasKilledEveryOwnerEndsAsFailed() throws Exception {
    for (int i = 0; i < 3; i++) {
      var victim = engine.worker();
      victim.store.claim(request(), false);
      database.dead(victim.id);
    }

    var turn = here.run(delivery);

    assertThat(turn.getStatus()).isEqualTo(TurnStatus.FAILED);
    assertThat(turn.getError().getCode()).isEqualTo("attempts_exhausted");
    assertThat(engine.bodies(turnId)).last().isInstanceOf(Failed.class);
  }

  @Test
  void anEndThatIsRefusedTakesBackWhatAnEarlierAttemptHasSaid() throws Exception {
    var slow = engine.record(turnId, EngineFixture.ask("sim:ttft=0,gap=20,tokens=9999", "Go"));
    var dying = elsewhere.inBackground(slow);
    await().until(() -> engine.bodies(turnId).stream().anyMatch(Delta.class::isInstance));
    database.dead(elsewhere.id);
    var worker = engine.worker("max-attempts", "1");

    var turn = worker.run(slow);

    assertThat(turn.getError().getCode()).isEqualTo("attempts_exhausted");
    assertThat(turn.getAnswer()).isEmpty();
    assertThat(engine.followed(turnId)).isEmpty();
    elsewhere.express(engine.record(turnId, new CancelTurn("the test is over", false)));
    assertThat(dying.get().getError().getCode()).isEqualTo("attempts_exhausted");
  }

  @Test
  void attemptsThatStoppingWorkersGaveBackDoNotCount() throws Exception {
    for (int attempt = 1; attempt <= 5; attempt++) {
      elsewhere.store.claim(request(), false);
      elsewhere.store.release(turnId, attempt, false);
    }

    assertThat(here.run(delivery).getStatus()).isEqualTo(TurnStatus.COMPLETED);
  }

  @Test
  void whatIsPublishedIsWhatIsStoredHoweverLargeTheTurnIs() throws Exception {
    var worker = engine.worker("longest-record", "1KB");
    var large = EngineFixture.ask("sim:ttft=0,gap=0,tokens=500,text=lorem", "Go");
    var record = engine.record(turnId, large);

    var first = worker.handle(record).publish().getFirst().value();
    var again = elsewhere.handle(record).publish().getFirst().value();

    assertThat(first).isEqualTo(again);
    assertThat(worker.run(record).getSteps()).isEmpty();
    assertThat(worker.run(record).getAnswer()).isEqualTo(engine.followed(turnId));
  }

  @Test
  void aTurnThatAnotherOwnerHasIsLeftToIt() throws Exception {
    elsewhere.store.claim(request(), false);
    var lost = new EngineFixture.TestDelivery(List.of(), false);

    assertThatThrownBy(() -> here.handler.handle(delivery, lost))
        .isInstanceOf(InterruptedException.class);
  }

  @Test
  void aClaimThatNobodyRunsIsGivenBackByTheHeartbeat() throws Exception {
    here.store.claim(request(), false); // its answer was lost, say
    var identity = new WorkerHeartbeat.Identity(here.id, "test", Set.of("default"));
    try (var _ = WorkerHeartbeat.start(database.source(), identity, here.running, () -> "{}")) {
      await().until(() -> !here.store.isHeld(turnId));
    }

    assertThat(elsewhere.run(delivery).getStatus()).isEqualTo(TurnStatus.COMPLETED);
  }

  @Test
  void anInterruptedAttemptIsGivenBackAtOnce() throws Exception {
    var slow = engine.record(turnId, EngineFixture.ask("sim:ttft=0,gap=100,tokens=1000", "Hello"));
    var task = Thread.ofVirtual().unstarted(() -> swallow(slow));
    task.start();
    await().until(() -> !engine.bodies(turnId).isEmpty());
    task.interrupt();
    task.join();

    assertThat(elsewhere.store.claim(request(), false))
        .isInstanceOfSatisfying(
            Claim.Granted.class,
            claim -> {
              assertThat(claim.attempt()).isEqualTo(2);
              assertThat(claim.strikes()).isZero();
            });
  }

  @Test
  void aTurnOutOfTimeEndsVisiblyAndKeepsWhatItHasSaid() throws Exception {
    var worker = engine.worker("turn-timeout", "1s");

    var turn =
        worker.run(engine.record(turnId, EngineFixture.ask("sim:ttft=0,gap=20,tokens=9999", "Go")));

    assertThat(turn.getError().getCode()).isEqualTo("deadline_exceeded");
    assertThat(turn.getAnswer()).isNotEmpty().isEqualTo(engine.followed(turnId));
  }

  @Test
  void aTurnWhoseTimeWasOverBeforeThisAttemptIsNotTriedAgain() throws Exception {
    elsewhere.store.claim(request(), false);
    elsewhere.store.release(turnId, 1, false);
    var worker = engine.worker("turn-timeout", "0s");

    assertThat(worker.run(delivery).getError().getCode()).isEqualTo("deadline_exceeded");
    assertThat(engine.bodies(turnId))
        .doesNotHaveAnyElementsOfTypes(Started.class)
        .last()
        .isInstanceOf(Failed.class);
  }

  @Test
  void anUnknownAgentEndsTheTurnAndSaysWhichThereAre() throws Exception {
    var start = StartTurn.newBuilder(EngineFixture.ask("sim", "Hi")).setAgent("pirate").build();

    var error = here.run(engine.record(turnId, start)).getError();

    assertThat(error.getCode()).isEqualTo("agent_unknown");
    assertThat(error.getMessage()).contains("pirate").contains("default");
  }

  private TurnRunner.Request request() {
    var start = EngineFixture.ask("sim", "Hello");
    return new TurnRunner.Request(delivery, engine.command(turnId, start), start);
  }

  private void swallow(ConsumerRecord<byte[], byte[]> record) {
    try {
      here.handle(record);
    } catch (Exception e) {
      assertThat(e).isInstanceOf(InterruptedException.class);
    }
  }
}

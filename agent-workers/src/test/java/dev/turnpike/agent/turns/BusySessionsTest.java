package dev.turnpike.agent.turns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.turnpike.events.CancelTurn;
import dev.turnpike.events.Cancelled;
import dev.turnpike.events.CompletedTurn;
import dev.turnpike.events.Delta;
import dev.turnpike.events.Failed;
import dev.turnpike.events.OnBusy;
import dev.turnpike.events.ResolveBusy;
import dev.turnpike.events.TurnCommand;
import dev.turnpike.events.TurnStatus;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of a session's unfinished turns when a new one does not want to wait. */
class BusySessionsTest {

  private static final String SLOW = "sim:ttft=0,gap=50,tokens=5000";
  private static final AgentDatabase database = AgentDatabase.create();

  private final EngineFixture engine = new EngineFixture(database);
  private final UUID older = UUID.randomUUID();
  private final UUID newer = UUID.randomUUID();
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
  void rejectIsAnsweredAtOnceAndTheTurnEndsWithoutAModelCall() throws Exception {
    var running = runSlowly();
    worker.express(resolve(OnBusy.REJECT), 0L);

    assertThat(engine.bodies(newer))
        .singleElement()
        .isInstanceOfSatisfying(
            Failed.class, failed -> assertThat(failed.getCode()).isEqualTo("session_busy"));
    cancel(older);
    running.get();
    var turn = worker.run(engine.record(newer, EngineFixture.ask("sim", "My name is Eve.")));
    assertThat(turn.getError().getCode()).isEqualTo("session_busy");
    assertThat(turn.getSteps()).isEmpty();
    assertThat(ask("What is my name?").getAnswer()).doesNotContain("Eve");
  }

  @Test
  void rejectLetsATurnOfAnIdleSessionRun() throws Exception {
    ask("Hello");
    worker.express(resolve(OnBusy.REJECT));

    assertThat(worker.run(engine.record(newer, EngineFixture.ask("sim", "Hi"))).getStatus())
        .isEqualTo(TurnStatus.COMPLETED);
  }

  @Test
  void rejectKnowsOfATurnThatStillRunsOnAnotherWorker() throws Exception {
    var running = runSlowly();
    engine.worker().express(resolve(OnBusy.REJECT));

    assertThat(engine.bodies(newer)).hasOnlyElementsOfType(Failed.class);
    cancel(older);
    running.get();
  }

  @Test
  void rejectIgnoresACommandThatIsDoneButForItsPublication() throws Exception {
    var done = engine.record(older, EngineFixture.ask("sim", "Hello"));
    worker.run(done);
    worker.express(resolve(OnBusy.REJECT), done.offset());

    assertThat(engine.bodies(newer)).isEmpty();
  }

  @Test
  void ofTwoThatWantAnIdleSessionForThemselvesOneIsRejected() throws Exception {
    var other = UUID.randomUUID();
    worker.express(resolve(OnBusy.REJECT));
    worker.express(engine.record(other, new ResolveBusy(0, OnBusy.REJECT)));

    assertThat(engine.bodies(newer)).isEmpty();
    assertThat(engine.bodies(other)).hasOnlyElementsOfType(Failed.class);
  }

  @Test
  void aRollbackIsNotForgottenWhenAnInterruptFollows() throws Exception {
    var waiting = engine.record(older, EngineFixture.ask("sim", "Forget me"));
    worker.express(resolve(OnBusy.ROLLBACK));
    worker.express(engine.record(UUID.randomUUID(), new ResolveBusy(0, OnBusy.INTERRUPT)));

    assertThat(worker.run(waiting).getStatus()).isEqualTo(TurnStatus.CANCELLED);
    assertThat(ask("Hi").getHistoryMessages()).isZero();
  }

  @Test
  void interruptKeepsThePartialTextAndRunsTheNewTurn() throws Exception {
    var running = runSlowly();
    worker.express(resolve(OnBusy.INTERRUPT));

    var interrupted = running.get();
    assertThat(interrupted.getStatus()).isEqualTo(TurnStatus.CANCELLED);
    assertThat(engine.bodies(older).getLast())
        .isEqualTo(
            new Cancelled(
                "a newer turn of the session took its place", interrupted.getAnswer().length()));
    assertThat(interrupted.getAnswer()).isNotEmpty().isEqualTo(engine.followed(older));
    var turn = worker.run(engine.record(newer, EngineFixture.ask("sim", "Hi")));
    assertThat(turn.getStatus()).isEqualTo(TurnStatus.COMPLETED);
    assertThat(turn.getRecentHistory())
        .extracting(message -> message.getContent())
        .containsExactly("Go", interrupted.getAnswer());
  }

  @Test
  void rollbackForgetsTheInterruptedTurn() throws Exception {
    var running = runSlowly();
    worker.express(resolve(OnBusy.ROLLBACK));

    assertThat(running.get().getStatus()).isEqualTo(TurnStatus.CANCELLED);
    var turn = worker.run(engine.record(newer, EngineFixture.ask("sim", "Hi")));
    assertThat(turn.getHistoryMessages()).isZero();
  }

  @Test
  void turnsThatWaitedBeforeTheInterruptAreCancelledAndThoseAfterItAreNot() throws Exception {
    var waiting = engine.record(older, EngineFixture.ask("sim", "Hello"));
    var interrupt = resolve(OnBusy.INTERRUPT);
    var after = engine.record(newer, EngineFixture.ask("sim", "Hi"));
    worker.express(interrupt);

    assertThat(worker.run(waiting).getStatus()).isEqualTo(TurnStatus.CANCELLED);
    assertThat(worker.run(after).getStatus()).isEqualTo(TurnStatus.COMPLETED);
    worker.express(interrupt); // comes again
    assertThat(ask("Still there?").getStatus()).isEqualTo(TurnStatus.COMPLETED);
  }

  @Test
  void anInterruptThatComesAgainLeavesALaterTurnAlone() throws Exception {
    var interrupt = resolve(OnBusy.INTERRUPT);
    var running = runSlowly();
    worker.express(interrupt);

    assertThat(running).isNotDone();
    cancel(older);
    running.get();
  }

  @Test
  void aTurnThatRunsOnAnotherWorkerIsCancelledThroughItsHeartbeat() throws Exception {
    var running = runSlowly();
    var identity = new WorkerHeartbeat.Identity(worker.id, "test", java.util.Set.of("default"));
    try (var _ = WorkerHeartbeat.start(database.source(), identity, worker.running, () -> "{}")) {
      engine.worker().express(engine.record(older, new CancelTurn("elsewhere", false)));

      assertThat(running.get().getStatus()).isEqualTo(TurnStatus.CANCELLED);
    }
  }

  @Test
  void aCancelOfAnotherUserOrSessionTouchesNothing() throws Exception {
    var running = runSlowly();
    var mine = engine.command(older, new CancelTurn("mallory", true));
    worker.express(engine.record(TurnCommand.newBuilder(mine).setUserId("mallory").build()));
    worker.express(engine.record(TurnCommand.newBuilder(mine).setSessionId("another").build()));

    assertThat(running).isNotDone();
    cancel(older);
    assertThat(running.get().getAnswer()).isNotEmpty();
    assertThat(ask("Hi").getHistoryMessages()).isEqualTo(2);
  }

  @Test
  void aCancelTwiceIsOne() throws Exception {
    var running = runSlowly();
    cancel(older);
    cancel(older);

    assertThat(running.get().getStatus()).isEqualTo(TurnStatus.CANCELLED);
    cancel(older);
    assertThat(worker.run(engine.record(older, EngineFixture.ask(SLOW, "Go"))).getStatus())
        .isEqualTo(TurnStatus.CANCELLED);
  }

  /** The older turn, when it has begun to speak. */
  private CompletableFuture<CompletedTurn> runSlowly() {
    var running = worker.inBackground(engine.record(older, EngineFixture.ask(SLOW, "Go")));
    await().until(() -> engine.bodies(older).stream().anyMatch(Delta.class::isInstance));
    return running;
  }

  private CompletedTurn ask(String text) throws Exception {
    return worker.run(engine.record(UUID.randomUUID(), EngineFixture.ask("sim", text)));
  }

  private void cancel(UUID turnId) throws Exception {
    worker.express(engine.record(turnId, new CancelTurn("user", false)));
  }

  private org.apache.kafka.clients.consumer.ConsumerRecord<byte[], byte[]> resolve(OnBusy mode) {
    return engine.record(newer, new ResolveBusy(0, mode));
  }
}

package dev.turnpike.agent.turns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.turnpike.agent.prompts.PromptTemplate;
import dev.turnpike.agent.replies.ReplyPublisher;
import dev.turnpike.events.ChatMessage;
import dev.turnpike.events.Completed;
import dev.turnpike.events.CompletedTurn;
import dev.turnpike.events.Delta;
import dev.turnpike.events.Failed;
import dev.turnpike.events.ReplyEvent;
import dev.turnpike.events.Restarted;
import dev.turnpike.events.Role;
import dev.turnpike.events.StartTurn;
import dev.turnpike.events.TurnCommand;
import dev.turnpike.events.TurnStatus;
import dev.turnpike.keyed.Outcome;
import dev.turnpike.models.ModelClient;
import dev.turnpike.models.ModelProperties;
import dev.turnpike.platform.EventRecords;
import dev.turnpike.schemas.EventSerde;
import dev.turnpike.schemas.SchemaRegistry;
import dev.turnpike.schemas.Topics;
import dev.turnpike.testing.TestPlatform;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.RoundRobinPartitioner;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a redelivered command does, whatever its first delivery came to. */
class TurnHandlerTest {

  private static final SchemaRegistry registry = TestPlatform.shared().schemaRegistry();
  private static AgentDatabase database;

  private final MockProducer<String, byte[]> mailbox =
      new MockProducer<>(
          true, new RoundRobinPartitioner(), new StringSerializer(), new ByteArraySerializer());
  private final ReplyPublisher replies =
      new ReplyPublisher(mailbox, EventSerde.of(Topics.CHAT_REPLIES, registry), Clock.systemUTC());
  private final ModelClient models =
      new ModelClient(
          new ModelProperties(
              URI.create(TestPlatform.shared().modelBaseUrl()),
              "",
              "sim",
              true,
              Duration.ofSeconds(5),
              Duration.ofSeconds(5),
              Duration.ofSeconds(5),
              Map.of()));
  private final UUID here = UUID.randomUUID();
  private final UUID elsewhere = UUID.randomUUID();
  private final TurnCommand command = command();

  @BeforeAll
  static void migrate() {
    database = AgentDatabase.create();
  }

  @BeforeEach
  void bothWorkersAreAlive() throws Exception {
    database.alive(here);
    database.alive(elsewhere);
  }

  @AfterEach
  void close() {
    models.close();
    replies.close();
  }

  @Test
  void aTurnWhoseEndIsStoredIsToldAgainAndPublishedAsItWas() throws Exception {
    var first = handler(here).handle(delivery());
    mailbox.clear();
    var second = handler(elsewhere).handle(delivery());

    assertThat(second.publish().getFirst().value()).isEqualTo(first.publish().getFirst().value());
    assertThat(bodies()).first().isInstanceOf(Restarted.class);
    assertThat(bodies())
        .filteredOn(Delta.class::isInstance)
        .extracting(body -> ((Delta) body).getText())
        .containsExactly(published(first).getAnswer());
    assertThat(bodies()).last().isInstanceOf(Completed.class);
  }

  @Test
  void aTurnHeldElsewhereWaitsUntilItsOwnerHasEndedIt() throws Exception {
    store(elsewhere).claim(command, start(), false);
    var waiting = inBackground();
    assertThat(waiting).isNotDone();

    var ended = new TurnRecord(delivery(), command, start(), 1, Instant.now());
    ended.asked("sim", true, "abc");
    store(elsewhere).finish(ended.completed("theirs", "stop", now()), false, true);

    await().until(waiting::isDone);
    assertThat(published(waiting.get()).getAnswer()).isEqualTo("theirs");
  }

  @Test
  void aTurnWhoseOwnerDiedIsTakenOverAsTheNextAttempt() throws Exception {
    store(elsewhere).claim(command, start(), false);
    database.dead(elsewhere);

    var turn = published(handler(here).handle(delivery()));

    assertThat(turn.getAttempts()).isEqualTo(2);
    assertThat(bodies()).hasAtLeastOneElementOfType(Restarted.class);
  }

  @Test
  void aTurnThatHasKilledEveryOwnerEndsAsFailed() throws Exception {
    for (int i = 0; i < 3; i++) {
      var victim = UUID.randomUUID();
      database.alive(victim);
      store(victim).claim(command, start(), false);
      database.dead(victim);
    }

    var turn = published(handler(here).handle(delivery()));

    assertThat(turn.getStatus()).isEqualTo(TurnStatus.FAILED);
    assertThat(turn.getError().getCode()).isEqualTo("attempts_exhausted");
    assertThat(bodies()).last().isInstanceOf(Failed.class);
  }

  @Test
  void anInterruptedAttemptIsGivenBackAtOnce() throws Exception {
    var handler = handler(here);
    var task = Thread.ofVirtual().unstarted(() -> swallow(handler, slow()));
    task.start();
    await().until(() -> !mailbox.history().isEmpty());
    task.interrupt();
    task.join();

    assertThat(store(elsewhere).claim(command, start(), false))
        .isInstanceOfSatisfying(
            Claim.Granted.class, claim -> assertThat(claim.attempt()).isEqualTo(2));
  }

  private CompletableFuture<Outcome> inBackground() {
    var handler = handler(here);
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return handler.handle(delivery());
          } catch (Exception e) {
            throw new CompletionException(e);
          }
        },
        Thread::startVirtualThread);
  }

  private static void swallow(TurnHandler handler, ConsumerRecord<byte[], byte[]> record) {
    try {
      handler.handle(record);
    } catch (Exception e) {
      assertThat(e).isInstanceOf(InterruptedException.class);
    }
  }

  private TurnHandler handler(UUID worker) {
    var prompt =
        new SystemPrompt(
            new PromptTemplate("You are {{agent_name}}.", "abc"), "Turnpike", Clock.systemUTC());
    return new TurnHandler(
        store(worker),
        replies,
        new Attempt.Tools(
            models, prompt, (user, text) -> List.of(), Properties.with(), Clock.systemUTC()),
        EventRecords.of(Topics.CHAT_REQUESTS, registry),
        EventRecords.of(Topics.TURNS_COMPLETED, registry),
        new TurnMetrics(new SimpleMeterRegistry(), Clock.systemUTC()));
  }

  private TurnStore store(UUID worker) {
    return new TurnStore(
        database.source(),
        worker,
        EventSerde.of(Topics.TURNS_COMPLETED, registry),
        Properties.with());
  }

  private static TurnCommand command() {
    return TurnCommand.newBuilder()
        .setTurnId(UUID.randomUUID())
        .setSessionId(UUID.randomUUID().toString())
        .setUserId("ada")
        .setAcceptedAt(Instant.now())
        .setBody(
            StartTurn.newBuilder()
                .setMailbox(0)
                .setMessages(List.of(new ChatMessage(Role.USER, "Hello")))
                .build())
        .build();
  }

  private StartTurn start() {
    return (StartTurn) command.getBody();
  }

  private ConsumerRecord<byte[], byte[]> delivery() {
    return record(command);
  }

  /** The same turn, with a model that takes its time. */
  private ConsumerRecord<byte[], byte[]> slow() {
    var slow = StartTurn.newBuilder(start()).setModel("sim:ttft=0,gap=100,tokens=1000").build();
    return record(TurnCommand.newBuilder(command).setBody(slow).build());
  }

  private static ConsumerRecord<byte[], byte[]> record(TurnCommand command) {
    return new ConsumerRecord<>(
        Topics.CHAT_REQUESTS.name(),
        0,
        0,
        command.getSessionId().getBytes(StandardCharsets.UTF_8),
        EventSerde.of(Topics.CHAT_REQUESTS, registry).serialize(command));
  }

  private static CompletedTurn published(Outcome outcome) {
    assertThat(outcome.publish()).hasSize(1);
    return EventSerde.of(Topics.TURNS_COMPLETED, registry)
        .deserialize(outcome.publish().getFirst().value());
  }

  private List<Object> bodies() {
    var serde = EventSerde.<ReplyEvent>of(Topics.CHAT_REPLIES, registry);
    return mailbox.history().stream()
        .map(record -> serde.deserialize(record.value()).getBody())
        .toList();
  }

  private static TurnRecord.Times now() {
    return new TurnRecord.Times(null, Instant.now());
  }
}

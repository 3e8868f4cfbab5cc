package dev.turnpike.agent.turns;

import dev.turnpike.agent.agents.Agent;
import dev.turnpike.agent.agents.Agents;
import dev.turnpike.agent.agents.SystemPrompt;
import dev.turnpike.agent.prompts.PromptTemplate;
import dev.turnpike.agent.replies.ReplyPublisher;
import dev.turnpike.agent.tools.Tool;
import dev.turnpike.agent.tools.ToolRegistry;
import dev.turnpike.events.ChatMessage;
import dev.turnpike.events.CompletedTurn;
import dev.turnpike.events.ReplyEvent;
import dev.turnpike.events.Role;
import dev.turnpike.events.StartTurn;
import dev.turnpike.events.TurnCommand;
import dev.turnpike.keyed.Delivery;
import dev.turnpike.keyed.Outcome;
import dev.turnpike.models.ModelProperties;
import dev.turnpike.models.Models;
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
import java.util.concurrent.atomic.AtomicLong;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.RoundRobinPartitioner;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Engines of several workers on one real database, with the simulated model, fed record by record
 * instead of by a consumer.
 */
final class EngineFixture implements AutoCloseable {

  static final SchemaRegistry REGISTRY = TestPlatform.shared().schemaRegistry();

  final String session = UUID.randomUUID().toString();
  final AgentDatabase database;
  final MockProducer<String, byte[]> mailbox =
      new MockProducer<>(
          true, new RoundRobinPartitioner(), new StringSerializer(), new ByteArraySerializer());
  final ReplyPublisher replies =
      new ReplyPublisher(mailbox, EventSerde.of(Topics.CHAT_REPLIES, REGISTRY), Clock.systemUTC());
  final Models models;
  private final Deadlines deadlines = new Deadlines();
  private final AtomicLong offset = new AtomicLong();
  private Agents agents = agents(5);
  private TurnEngine.Recall recall = (_, _) -> List.of();

  EngineFixture(AgentDatabase database) {
    this(database, URI.create(TestPlatform.shared().modelBaseUrl()));
  }

  EngineFixture(AgentDatabase database, URI model) {
    this.database = database;
    this.models =
        new Models(
            new ModelProperties(
                model,
                "",
                "sim",
                true,
                Duration.ofSeconds(5),
                Duration.ofSeconds(5),
                Duration.ofSeconds(5),
                Map.of()),
            new SimpleMeterRegistry());
  }

  EngineFixture with(int maxSteps, Tool... tools) {
    agents = agents(maxSteps, tools);
    return this;
  }

  /** What workers made from then on recall. */
  EngineFixture recalling(TurnEngine.Recall memory) {
    recall = memory;
    return this;
  }

  private static Agents agents(int maxSteps, Tool... tools) {
    var names = List.of(tools).stream().map(tool -> tool.specification().name()).toList();
    var prompt = new PromptTemplate("You are {{agent_name}}.", "abc");
    return Agents.of(
        List.of(
            new Agent(
                "default",
                new SystemPrompt(prompt, "Turnpike", Clock.systemUTC()),
                ToolRegistry.of(List.of(tools)).select(names),
                List.of(),
                maxSteps,
                null)));
  }

  static final Delivery OWNED = new TestDelivery(List.of(), true);

  record TestDelivery(List<Long> unfinishedBefore, boolean owned) implements Delivery {}

  /** A worker's engine. */
  final class Worker {
    final UUID id;
    final RunningTurns running = new RunningTurns();
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final TurnStore store;
    final TurnHandler handler;

    Worker(UUID id, String... properties) {
      this.id = id;
      var settings = Properties.with(properties);
      var tokenizer = models.defaultModel().tokenizer();
      store =
          new TurnStore(
              database.source(),
              id,
              EventSerde.of(Topics.TURNS_COMPLETED, REGISTRY),
              tokenizer,
              settings);
      var parts = new Attempt.Parts(agents, models, recall, deadlines, settings, Clock.systemUTC());
      var metrics = new TurnMetrics(meters, running, agents.names(), Clock.systemUTC());
      handler =
          new TurnHandler(
              new TurnRunner(store, replies, running, parts, metrics),
              new SessionCommands(new SessionStore(database.source()), running, replies),
              EventRecords.of(Topics.CHAT_REQUESTS, REGISTRY),
              EventRecords.of(Topics.TURNS_COMPLETED, REGISTRY));
    }

    CompletedTurn run(ConsumerRecord<byte[], byte[]> record) throws Exception {
      return published(handle(record));
    }

    Outcome handle(ConsumerRecord<byte[], byte[]> record) throws Exception {
      return handler.handle(record, OWNED);
    }

    CompletableFuture<CompletedTurn> inBackground(ConsumerRecord<byte[], byte[]> record) {
      return CompletableFuture.supplyAsync(
          () -> {
            try {
              return run(record);
            } catch (Exception e) {
              throw new CompletionException(e);
            }
          },
          Thread::startVirtualThread);
    }

    /**
     * @param unfinished offsets of the session's records that this worker has not finished
     */
    void express(ConsumerRecord<byte[], byte[]> record, Long... unfinished) throws Exception {
      handler.handle(record, new TestDelivery(List.of(unfinished), true));
    }
  }

  Worker worker(String... properties) throws Exception {
    var id = UUID.randomUUID();
    database.alive(id);
    return new Worker(id, properties);
  }

  TurnCommand command(UUID turnId, SpecificRecord body) {
    return TurnCommand.newBuilder()
        .setTurnId(turnId)
        .setSessionId(session)
        .setUserId("ada")
        .setAcceptedAt(Instant.now())
        .setRequestId("request-1")
        .setBody(body)
        .build();
  }

  /** A record of the session, behind all earlier ones. */
  ConsumerRecord<byte[], byte[]> record(UUID turnId, SpecificRecord body) {
    return record(command(turnId, body));
  }

  ConsumerRecord<byte[], byte[]> record(TurnCommand command) {
    return new ConsumerRecord<>(
        Topics.CHAT_REQUESTS.name(),
        0,
        offset.getAndIncrement(),
        command.getSessionId().getBytes(StandardCharsets.UTF_8),
        EventSerde.of(Topics.CHAT_REQUESTS, REGISTRY).serialize(command));
  }

  static StartTurn ask(String model, String text) {
    return StartTurn.newBuilder()
        .setMailbox(0)
        .setModel(model)
        .setMessages(List.of(new ChatMessage(Role.USER, text)))
        .build();
  }

  static CompletedTurn published(Outcome outcome) {
    return EventSerde.of(Topics.TURNS_COMPLETED, REGISTRY)
        .deserialize(outcome.publish().getFirst().value());
  }

  /** What was sent to followers of a turn. */
  List<ReplyEvent> events(UUID turnId) {
    var serde = EventSerde.of(Topics.CHAT_REPLIES, REGISTRY);
    return mailbox.history().stream()
        .map(record -> serde.deserialize(record.value()))
        .filter(event -> event.getTurnId().equals(turnId))
        .toList();
  }

  List<Object> bodies(UUID turnId) {
    return events(turnId).stream().map(ReplyEvent::getBody).toList();
  }

  /** What a follower of a turn has in the end. */
  String followed(UUID turnId) {
    return Follower.text(events(turnId));
  }

  @Override
  public void close() {
    deadlines.close();
    models.close();
    replies.close();
  }
}

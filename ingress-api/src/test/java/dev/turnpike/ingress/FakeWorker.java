package dev.turnpike.ingress;

import dev.turnpike.events.CancelTurn;
import dev.turnpike.events.Cancelled;
import dev.turnpike.events.Channel;
import dev.turnpike.events.ClearHistory;
import dev.turnpike.events.Completed;
import dev.turnpike.events.CompletedTurn;
import dev.turnpike.events.Delta;
import dev.turnpike.events.Failed;
import dev.turnpike.events.HistoryCleared;
import dev.turnpike.events.OnBusy;
import dev.turnpike.events.ReplyEvent;
import dev.turnpike.events.ResolveBusy;
import dev.turnpike.events.StartTurn;
import dev.turnpike.events.Started;
import dev.turnpike.events.TurnCommand;
import dev.turnpike.events.Usage;
import dev.turnpike.schemas.EventSerde;
import dev.turnpike.schemas.Topics;
import dev.turnpike.testing.TestDatabase;
import dev.turnpike.testing.TestPlatform;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** Answers chat.requests as its script says. */
public final class FakeWorker implements AutoCloseable {
  /** What to do with a turn. */
  public interface Script {
    void play(Stage stage);
  }

  private final KafkaConsumer<String, byte[]> consumer;
  private final KafkaProducer<String, byte[]> producer;
  private final EventSerde<TurnCommand> commandSerde =
      EventSerde.of(Topics.CHAT_REQUESTS, TestPlatform.shared().schemaRegistry());
  private final EventSerde<ReplyEvent> replySerde =
      EventSerde.of(Topics.CHAT_REPLIES, TestPlatform.shared().schemaRegistry());
  private final EventSerde<CompletedTurn> endedSerde =
      EventSerde.of(Topics.TURNS_COMPLETED, TestPlatform.shared().schemaRegistry());
  private final TestDatabase database;
  private final Script script;
  private final List<TurnCommand> commands = new CopyOnWriteArrayList<>();
  private final Map<UUID, Stage> stages = new ConcurrentHashMap<>();
  private volatile boolean closed;

  private FakeWorker(String bootstrapServers, TestDatabase database, Script script) {
    this.database = database;
    this.script = script;
    this.consumer =
        new KafkaConsumer<>(
            Map.<String, Object>of("bootstrap.servers", bootstrapServers),
            new StringDeserializer(),
            new ByteArrayDeserializer());
    this.producer =
        new KafkaProducer<>(
            Map.<String, Object>of("bootstrap.servers", bootstrapServers, "linger.ms", 0),
            new StringSerializer(),
            new ByteArraySerializer());
  }

  /** Sees what is sent from now on. */
  public static FakeWorker start(String bootstrapServers, TestDatabase database, Script script) {
    FakeWorker worker = new FakeWorker(bootstrapServers, database, script);
    List<TopicPartition> partitions =
        worker.consumer.partitionsFor(Topics.CHAT_REQUESTS.name()).stream()
            .map(each -> new TopicPartition(each.topic(), each.partition()))
            .toList();
    worker.consumer.assign(partitions);
    worker.consumer.seekToEnd(partitions);
    partitions.forEach(worker.consumer::position);
    Thread.ofPlatform().daemon().name("fake-worker").start(worker::run);
    return worker;
  }

  /** All commands so far. */
  public List<TurnCommand> commands() {
    return List.copyOf(commands);
  }

  public List<TurnCommand> commandsOf(String sessionId) {
    return commands.stream().filter(each -> each.getSessionId().equals(sessionId)).toList();
  }

  @Override
  public void close() {
    closed = true;
    consumer.wakeup();
  }

  private void run() {
    try (consumer;
        producer) {
      while (true) {
        consumer
            .poll(Duration.ofMillis(200))
            .forEach(record -> handle(commandSerde.deserialize(record.value())));
      }
    } catch (WakeupException e) {
      // close() asked for it.
    }
  }

  private void handle(TurnCommand command) {
    commands.add(command);
    switch (command.getBody()) {
      case StartTurn start -> start(command, start);
      case ResolveBusy resolve -> resolve(command, resolve);
      case ClearHistory clear -> clear(command, clear.getMailbox());
      case CancelTurn cancel -> {
        Stage stage = stages.get(command.getTurnId());
        if (stage != null) {
          stage.storeCancelled();
          stage.send(1, new Cancelled(cancel.getReason(), -1));
        }
      }
      default -> throw new IllegalStateException();
    }
  }

  private void start(TurnCommand command, StartTurn start) {
    if (stages.containsKey(command.getTurnId())) {
      return; // It was refused.
    }
    Stage stage = new Stage(command, start.getMailbox());
    stages.put(command.getTurnId(), stage);
    Thread.startVirtualThread(() -> play(stage));
  }

  private void resolve(TurnCommand command, ResolveBusy resolve) {
    List<Stage> unfinished =
        stages.values().stream()
            .filter(each -> each.session().equals(command.getSessionId()) && !each.ended)
            .toList();
    if (resolve.getOnBusy() != OnBusy.REJECT) {
      unfinished.forEach(each -> each.send(1, new Cancelled("Another turn took its place.", -1)));
    } else if (!unfinished.isEmpty()) {
      Stage refused = new Stage(command, resolve.getMailbox());
      stages.put(command.getTurnId(), refused);
      refused.send(1, new Failed("session_busy", "A turn of the session has not ended.", -1));
    }
  }

  /** Says that a session's last turn failed. */
  public void failLast(String sessionId, String code) {
    TurnCommand last = commandsOf(sessionId).getLast();
    Stage stage = stages.get(last.getTurnId());
    Objects.requireNonNull(stage, "It was started").send(1, new Failed(code, "It failed.", -1));
  }

  /** Of a turn that was started. */
  public Stage stage(String turn) {
    return Objects.requireNonNull(stages.get(UUID.fromString(turn)), "It was started");
  }

  private void play(Stage stage) {
    try {
      script.play(stage);
    } catch (KafkaException e) {
      if (!closed) { // One that was taken away loses what it was about to say.
        throw e;
      }
    }
  }

  private void clear(TurnCommand command, int mailbox) {
    execute("delete from agent.session_messages where session_id = ?", command.getSessionId());
    execute("delete from agent.session_turns where session_id = ?", command.getSessionId());
    new Stage(command, mailbox).send(1, HistoryCleared.newBuilder().build());
  }

  private void execute(String sql, @Nullable Object... parameters) {
    try (Connection connection = database.connect();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setObject(i + 1, parameters[i]);
      }
      statement.execute();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** One turn, for a script to play. */
  public final class Stage {
    private final TurnCommand command;
    private final int mailbox;
    private volatile boolean ended;
    private volatile boolean storedWhenCancelled;

    private Stage(TurnCommand command, int mailbox) {
      this.command = command;
      this.mailbox = mailbox;
    }

    /** What the user said. */
    public String text() {
      return ((StartTurn) command.getBody()).getMessages().getLast().getContent();
    }

    public UUID turn() {
      return command.getTurnId();
    }

    public String session() {
      return command.getSessionId();
    }

    public void send(int attempt, Object body) {
      if (body instanceof Completed || body instanceof Failed || body instanceof Cancelled) {
        ended = true;
      }
      ReplyEvent event = new ReplyEvent(command.getTurnId(), attempt, Instant.now(), body);
      var _ =
          producer.send(
              new ProducerRecord<>(
                  Topics.CHAT_REPLIES.name(),
                  mailbox,
                  command.getTurnId().toString(),
                  replySerde.serialize(event)));
    }

    public void started() {
      send(1, new Started("sim", true));
    }

    public void delta(int attempt, int seq, String text) {
      send(attempt, new Delta(seq, text, Channel.ANSWER));
    }

    public void completed(int attempt) {
      send(attempt, new Completed("stop", "sim", true, new Usage(3L, 0L, 2L, 0L, false, null), -1));
    }

    /** As the real worker does: stored before it is told. */
    public void store(String status, String answer) {
      String insert =
          """
          insert into agent.session_messages (session_id, turn_id, role, content, turn_status)
          values (?, ?, ?, ?, ?)
          """;
      execute(insert, session(), turn(), "user", text(), status);
      execute(insert, session(), turn(), "assistant", answer, status);
      execute(
          "insert into agent.ended_turns values (?, ?)",
          turn(),
          endedSerde.serialize(EndedTurn.of(command, status, answer)));
      execute("delete from agent.turn_overview where turn_id = ?", turn());
      execute(
          """
          insert into agent.turn_overview
            (turn_id, session_id, user_id, status, mailbox, finished_at)
          values (?, ?, ?, ?, ?, now())
          """,
          turn(),
          session(),
          command.getUserId(),
          status,
          mailbox);
      placeInSession(status, answer);
    }

    private void placeInSession(String status, String answer) {
      boolean ended = !status.equals("running");
      execute(
          """
          insert into agent.session_turns
            (turn_id, session_id, user_id, status, model, simulated, answer, accepted_at,
             finished_at, completed_turn, message)
          values (?, ?, ?, ?, 'sim', true, ?, ?, ?, ?, ?)
          on conflict (turn_id) do update set status = excluded.status, answer = excluded.answer,
            finished_at = excluded.finished_at, completed_turn = excluded.completed_turn
          """,
          turn(),
          session(),
          command.getUserId(),
          status,
          answer,
          command.getAcceptedAt().atOffset(ZoneOffset.UTC),
          ended ? command.getAcceptedAt().plusMillis(60).atOffset(ZoneOffset.UTC) : null,
          ended ? endedSerde.serialize(EndedTurn.of(command, status, answer)) : null,
          text());
    }

    /** As the memory extractor does, only before the answer: what the user said is a fact. */
    public void remember() {
      LearnedFacts.add(database, command.getUserId(), turn(), text());
    }

    /** Its cancelling is stored too, as the real worker does. */
    public void storeWhenCancelled() {
      storedWhenCancelled = true;
    }

    private void storeCancelled() {
      if (storedWhenCancelled) {
        store("cancelled", "");
      }
    }

    /** A worker has it, and it goes on. */
    public void claim() {
      execute(
          """
          insert into agent.turn_overview (turn_id, session_id, user_id, status, mailbox)
          values (?, ?, ?, 'running', ?)
          """,
          turn(),
          session(),
          command.getUserId(),
          mailbox);
      placeInSession("running", "");
    }

    /** A whole, ordinary answer. */
    public void answer(String... pieces) {
      started();
      for (int i = 0; i < pieces.length; i++) {
        delta(1, i, pieces[i]);
      }
      store("completed", String.join("", pieces));
      completed(1);
    }
  }
}

package dev.turnpike.agent.turns;

import dev.turnpike.agent.agents.Agents;
import dev.turnpike.agent.replies.ReplyPublisher;
import dev.turnpike.events.RecalledMemory;
import dev.turnpike.keyed.KeyedConsumer;
import dev.turnpike.keyed.KeyedSettings;
import dev.turnpike.models.Models;
import dev.turnpike.platform.EventRecords;
import dev.turnpike.platform.forget.ForgottenUsers;
import dev.turnpike.schemas.EventSerde;
import dev.turnpike.schemas.ExpressHeader;
import dev.turnpike.schemas.SchemaRegistry;
import dev.turnpike.schemas.Topics;
import dev.turnpike.telemetry.TracedRecords;
import dev.turnpike.telemetry.Tracing;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The engine's start and stop: heartbeat, then consumption; on stop the group is left at once,
 * running turns get their grace, and the heartbeat is taken back last.
 */
public final class TurnEngine implements SmartLifecycle {

  /** What is remembered about a user; never throws, an outage gives nothing. */
  public interface Recall {
    List<RecalledMemory> recall(String userId, String message);
  }

  /** What the engine is given by the service. */
  public record Surroundings(
      Map<String, String> kafka,
      SchemaRegistry registry,
      DataSource database,
      Models models,
      Agents agents,
      Recall recall,
      ReplyPublisher replies,
      MeterRegistry meters,
      Tracing tracing,
      Clock clock) {}

  private static final String GROUP = "agent-workers";

  private final TurnProperties properties;
  private final Surroundings surroundings;
  private final RunningTurns running = new RunningTurns();
  private final Deadlines deadlines = new Deadlines();
  private final TurnMetrics metrics;
  private final TurnHandler handler;
  private final ForgottenUsers forgotten;
  private final UUID workerId = UUID.randomUUID();
  private @Nullable WorkerHeartbeat heartbeat;
  private volatile @Nullable KeyedConsumer consumer;
  private volatile boolean draining;

  public TurnEngine(TurnProperties properties, Surroundings surroundings) {
    this.properties = properties;
    this.surroundings = surroundings;
    surroundings.models().defaultModel().tokenizer().loadBeside();
    this.metrics =
        new TurnMetrics(
            surroundings.meters(), running, surroundings.agents().names(), surroundings.clock());
    this.handler = handler();
    this.forgotten =
        new ForgottenUsers(
            JdbcClient.create(surroundings.database()),
            "agent",
            new UserEraser(
                surroundings.database(),
                EventSerde.of(Topics.TURNS_COMPLETED, surroundings.registry())));
  }

  @Override
  public synchronized void start() {
    draining = false;
    // Waits for the vocabulary: the first user should not.
    var _ = surroundings.models().defaultModel().tokenizer().count("ready");
    var identity = new WorkerHeartbeat.Identity(workerId, host(), surroundings.agents().names());
    try {
      var report =
          new WorkerReport(
              surroundings.models(), metrics.tally(), running, () -> consumer, () -> draining);
      heartbeat = WorkerHeartbeat.start(surroundings.database(), identity, running, report);
    } catch (SQLException e) {
      throw new IllegalStateException("The worker could not announce itself in the database", e);
    }
    var settings =
        KeyedSettings.reading(
                Topics.CHAT_REQUESTS.name(),
                GROUP,
                Topics.CHAT_REQUESTS.deadLetterTopic(),
                surroundings.kafka())
            .maxInFlight(properties.maxInFlight())
            .commitInterval(properties.commitInterval())
            .outage(EventRecords::isOutage)
            .express(ExpressHeader::isOn)
            .build();
    var traced = TracedRecords.of(surroundings.tracing(), GROUP, handler);
    consumer = KeyedConsumer.start(settings, traced, surroundings.meters());
    forgotten.start();
  }

  @Override
  public synchronized void stop() {
    forgotten.stop();
    draining = true;
    var consuming = consumer;
    if (consuming != null) {
      consuming.close(properties.grace());
      consumer = null;
    }
    if (heartbeat != null) {
      heartbeat.close();
      heartbeat = null;
    }
    deadlines.close();
  }

  @Override
  public synchronized boolean isRunning() {
    return consumer != null;
  }

  private TurnHandler handler() {
    var registry = surroundings.registry();
    var store =
        new TurnStore(
            surroundings.database(),
            workerId,
            EventSerde.of(Topics.TURNS_COMPLETED, registry),
            surroundings.models().defaultModel().tokenizer(),
            properties);
    var parts =
        new Attempt.Parts(
            surroundings.agents(),
            surroundings.models(),
            surroundings.recall(),
            deadlines,
            properties,
            surroundings.clock());
    return new TurnHandler(
        new TurnRunner(store, surroundings.replies(), running, parts, metrics),
        new SessionCommands(
            new SessionStore(surroundings.database()), running, surroundings.replies()),
        EventRecords.of(Topics.CHAT_REQUESTS, registry),
        EventRecords.of(Topics.TURNS_COMPLETED, registry));
  }

  private static String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "unknown";
    }
  }
}

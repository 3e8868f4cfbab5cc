package dev.turnpike.agent.turns;

import dev.turnpike.agent.prompts.PromptTemplate;
import dev.turnpike.agent.replies.ReplyPublisher;
import dev.turnpike.events.RecalledMemory;
import dev.turnpike.keyed.KeyedConsumer;
import dev.turnpike.keyed.KeyedSettings;
import dev.turnpike.models.ModelClient;
import dev.turnpike.platform.EventRecords;
import dev.turnpike.schemas.EventSerde;
import dev.turnpike.schemas.ExpressHeader;
import dev.turnpike.schemas.SchemaRegistry;
import dev.turnpike.schemas.Topics;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

/**
 * The engine's start and stop: heartbeat, then consumption; on stop the group is left at once,
 * running turns get their grace, and the heartbeat is taken back last.
 */
public final class TurnEngine implements SmartLifecycle {

  /** What a prompt file must name, and all it may name. */
  public static final Set<String> PROMPT_PLACEHOLDERS = SystemPrompt.PLACEHOLDERS;

  /** What is remembered about a user; never throws, an outage gives nothing. */
  public interface Recall {
    List<RecalledMemory> recall(String userId, String message);
  }

  /** What the engine is given by the service. */
  public record Surroundings(
      Map<String, String> kafka,
      SchemaRegistry registry,
      DataSource database,
      ModelClient models,
      ReplyPublisher replies,
      MeterRegistry meters) {}

  private final TurnProperties properties;
  private final Surroundings surroundings;
  private final TurnHandler handler;
  private final UUID workerId = UUID.randomUUID();
  private @Nullable WorkerHeartbeat heartbeat;
  private @Nullable KeyedConsumer consumer;

  public TurnEngine(
      TurnProperties properties,
      Surroundings surroundings,
      PromptTemplate prompt,
      Recall recall,
      Clock clock) {
    this.properties = properties;
    this.surroundings = surroundings;
    var systemPrompt = new SystemPrompt(prompt, properties.agentName(), clock);
    this.handler =
        new TurnHandler(
            new TurnStore(
                surroundings.database(),
                workerId,
                EventSerde.of(Topics.TURNS_COMPLETED, surroundings.registry()),
                properties),
            surroundings.replies(),
            new Attempt.Tools(surroundings.models(), systemPrompt, recall, properties, clock),
            EventRecords.of(Topics.CHAT_REQUESTS, surroundings.registry()),
            EventRecords.of(Topics.TURNS_COMPLETED, surroundings.registry()),
            new TurnMetrics(surroundings.meters(), clock));
  }

  @Override
  public synchronized void start() {
    try {
      heartbeat = WorkerHeartbeat.start(surroundings.database(), workerId, host());
    } catch (SQLException e) {
      throw new IllegalStateException("The worker could not announce itself in the database", e);
    }
    var settings =
        KeyedSettings.reading(
                Topics.CHAT_REQUESTS.name(),
                "agent-workers",
                Topics.CHAT_REQUESTS.deadLetterTopic(),
                surroundings.kafka())
            .maxInFlight(properties.maxInFlight())
            .commitInterval(properties.commitInterval())
            .outage(EventRecords::isOutage)
            .express(ExpressHeader::isOn)
            .build();
    consumer = KeyedConsumer.start(settings, handler, surroundings.meters());
  }

  @Override
  public synchronized void stop() {
    if (consumer != null) {
      consumer.close(properties.grace());
      consumer = null;
    }
    if (heartbeat != null) {
      heartbeat.close();
      heartbeat = null;
    }
  }

  @Override
  public synchronized boolean isRunning() {
    return consumer != null;
  }

  private static String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "unknown";
    }
  }
}

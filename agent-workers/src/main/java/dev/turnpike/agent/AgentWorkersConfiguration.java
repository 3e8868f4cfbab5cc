package dev.turnpike.agent;

import dev.turnpike.agent.agents.Agents;
import dev.turnpike.agent.agents.AgentsProperties;
import dev.turnpike.agent.replies.ReplyPublisher;
import dev.turnpike.agent.tools.ToolConfiguration;
import dev.turnpike.agent.tools.ToolRegistry;
import dev.turnpike.agent.turns.TurnEngine;
import dev.turnpike.agent.turns.TurnProperties;
import dev.turnpike.events.RecalledMemory;
import dev.turnpike.memory.embedding.Embedder;
import dev.turnpike.memory.embedding.EmbeddingConfiguration;
import dev.turnpike.memory.recall.MemoryRecall;
import dev.turnpike.memory.recall.RecallSettings;
import dev.turnpike.models.ModelConfiguration;
import dev.turnpike.models.Models;
import dev.turnpike.platform.KafkaClients;
import dev.turnpike.platform.KafkaProperties;
import dev.turnpike.platform.PlatformConfiguration;
import dev.turnpike.schemas.EventSerde;
import dev.turnpike.schemas.SchemaRegistry;
import dev.turnpike.schemas.Topics;
import dev.turnpike.telemetry.Tracing;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.io.ResourceLoader;

@Configuration(proxyBeanMethods = false)
@Import({
  PlatformConfiguration.class,
  ModelConfiguration.class,
  EmbeddingConfiguration.class,
  ToolConfiguration.class
})
class AgentWorkersConfiguration {

  @Bean
  Clock clock() {
    return Clock.systemUTC();
  }

  @Bean
  ReplyPublisher replyPublisher(KafkaClients kafka, SchemaRegistry registry, Clock clock) {
    return new ReplyPublisher(
        kafka.producer("agent-workers-replies", Map.of()),
        EventSerde.of(Topics.CHAT_REPLIES, registry),
        clock);
  }

  @Bean
  MeterBinder replyMeters(ReplyPublisher replies) {
    return registry ->
        FunctionCounter.builder("turnpike.turns.restarts", replies, ReplyPublisher::restarts)
            .description("Times that followers were told to drop text that they may have")
            .register(registry);
  }

  @Bean
  MemoryRecall memoryRecall(DataSource database, Embedder embedder, MeterRegistry meters) {
    return new MemoryRecall(database, embedder, RecallSettings.defaults(), meters);
  }

  @Bean
  Agents agents(
      AgentsProperties properties,
      ResourceLoader resources,
      ToolRegistry tools,
      Models models,
      Clock clock) {
    return Agents.load(properties, new Agents.Parts(resources, tools, models, clock));
  }

  @Bean
  TurnEngine turnEngine(
      TurnProperties properties,
      KafkaProperties kafka,
      SchemaRegistry registry,
      DataSource database,
      Models models,
      Agents agents,
      MemoryRecall memory,
      ReplyPublisher replies,
      MeterRegistry meters,
      Tracing tracing,
      Clock clock) {
    return new TurnEngine(
        properties,
        new TurnEngine.Surroundings(
            kafka.client(),
            registry,
            database,
            models,
            agents,
            recallFrom(memory),
            replies,
            meters,
            tracing,
            clock));
  }

  private static TurnEngine.Recall recallFrom(MemoryRecall memory) {
    return (userId, message) ->
        memory.recall(userId, message).facts().stream()
            .map(fact -> new RecalledMemory(fact.memoryId(), fact.text(), fact.similarity()))
            .toList();
  }
}

package dev.turnpike.memory;

import dev.turnpike.memory.embedding.Embedder;
import dev.turnpike.memory.extraction.FactExtractor;
import dev.turnpike.memory.extraction.TurnLearner;
import dev.turnpike.memory.ledger.MemoryLedger;
import dev.turnpike.models.ModelConfiguration;
import dev.turnpike.models.Models;
import dev.turnpike.models.PromptFile;
import dev.turnpike.models.StructuredModel;
import dev.turnpike.platform.EventRecords;
import dev.turnpike.platform.KafkaProperties;
import dev.turnpike.platform.PlatformConfiguration;
import dev.turnpike.platform.forget.ForgottenUsers;
import dev.turnpike.platform.turns.CompletedTurns;
import dev.turnpike.platform.turns.CompletedTurnsProperties;
import dev.turnpike.schemas.SchemaRegistry;
import dev.turnpike.schemas.Topics;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

@Configuration(proxyBeanMethods = false)
@Import({PlatformConfiguration.class, ModelConfiguration.class})
@EnableConfigurationProperties({MemoryExtractorProperties.class, CompletedTurnsProperties.class})
class MemoryExtractorConfiguration {

  private static final String PROMPT = "memory/extract-facts.md";

  @Bean
  FlywayMigrationStrategy vectorExtension() {
    return new VectorExtension();
  }

  @Bean
  Embedder embedder() {
    return Embedder.shared();
  }

  @Bean
  HealthIndicator embeddingHealthIndicator(Embedder embedder) {
    return () -> (embedder.broken() ? Health.down() : Health.up()).build();
  }

  @Bean
  FactExtractor factExtractor(Models models, MemoryExtractorProperties properties) {
    return new FactExtractor(
        new StructuredModel(models, properties.concurrentCalls()),
        PromptFile.load(PROMPT),
        models.only(properties.model()).first().name());
  }

  @Bean
  MemoryLedger memoryLedger(JdbcClient jdbc, TransactionOperations transactions) {
    return new MemoryLedger(jdbc, transactions);
  }

  @Bean
  ForgottenUsers forgottenUsers(JdbcClient jdbc, MemoryLedger ledger) {
    return new ForgottenUsers(jdbc, "memory", ledger::forget);
  }

  @Bean
  TurnLearner turnLearner(
      FactExtractor extractor,
      Embedder embedder,
      MemoryLedger ledger,
      SchemaRegistry registry,
      MeterRegistry meters) {
    return new TurnLearner(
        extractor,
        embedder,
        ledger,
        EventRecords.of(Topics.MEMORY_CHANGES, registry),
        meters,
        Clock.systemUTC());
  }

  @Bean
  CompletedTurns completedTurns(
      CompletedTurnsProperties properties,
      KafkaProperties kafka,
      SchemaRegistry registry,
      MeterRegistry meters,
      TurnLearner learner) {
    return new CompletedTurns(
        properties, kafka, registry, meters, CompletedTurns.Order.PER_USER, learner);
  }
}

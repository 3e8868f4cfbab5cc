package dev.turnpike.memory;

import dev.turnpike.memory.announcements.Announcer;
import dev.turnpike.memory.embedding.Embedder;
import dev.turnpike.memory.embedding.EmbeddingConfiguration;
import dev.turnpike.memory.extraction.Extractor;
import dev.turnpike.memory.extraction.Extractors;
import dev.turnpike.memory.extraction.FactDecider;
import dev.turnpike.memory.extraction.FactExtractor;
import dev.turnpike.memory.extraction.Teacher;
import dev.turnpike.memory.extraction.TurnLearner;
import dev.turnpike.memory.ledger.LedgerTables;
import dev.turnpike.memory.ledger.MemoryEraser;
import dev.turnpike.memory.ledger.MemoryLedger;
import dev.turnpike.models.ModelConfiguration;
import dev.turnpike.models.Models;
import dev.turnpike.models.StructuredModel;
import dev.turnpike.platform.BeforeMigrations;
import dev.turnpike.platform.EventRecords;
import dev.turnpike.platform.KafkaClients;
import dev.turnpike.platform.KafkaProperties;
import dev.turnpike.platform.PlatformConfiguration;
import dev.turnpike.platform.Repeating;
import dev.turnpike.platform.forget.ForgottenUsers;
import dev.turnpike.platform.turns.CompletedTurns;
import dev.turnpike.platform.turns.CompletedTurnsProperties;
import dev.turnpike.schemas.SchemaRegistry;
import dev.turnpike.schemas.Topics;
import dev.turnpike.telemetry.Tracing;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.Producer;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

@Configuration(proxyBeanMethods = false)
@Import({PlatformConfiguration.class, ModelConfiguration.class, EmbeddingConfiguration.class})
@EnableConfigurationProperties({MemoryExtractorProperties.class, CompletedTurnsProperties.class})
class MemoryExtractorConfiguration {

  private static final Duration ANNOUNCEMENT_INTERVAL = Duration.ofSeconds(1);

  /** Much longer than a transaction of Kafka's may last, which is a minute. */
  private static final Duration ANNOUNCED_AGAIN_AFTER = Duration.ofMinutes(10);

  @Bean
  BeforeMigrations vectorExtension() {
    return new VectorExtension();
  }

  @Bean
  HealthIndicator embeddingHealthIndicator(Embedder embedder) {
    return () -> (embedder.broken() ? Health.down() : Health.up()).build();
  }

  @Bean
  Extractor extractor(MemoryExtractorProperties properties) {
    return Extractors.load(properties.extractor());
  }

  @Bean
  StructuredModel structuredModel(Models models, MemoryExtractorProperties properties) {
    return new StructuredModel(models, properties.concurrentCalls());
  }

  @Bean
  Teacher teacher(
      StructuredModel structured,
      Extractor extractor,
      Models models,
      MemoryExtractorProperties properties,
      Embedder embedder,
      MemoryLedger ledger,
      MeterRegistry meters) {
    var model = models.only(properties.model()).first().name();
    return new Teacher(
        new FactExtractor(structured, extractor, model, meters),
        new FactDecider(structured, extractor, model, meters),
        embedder,
        ledger,
        meters);
  }

  @Bean
  MemoryLedger memoryLedger(JdbcClient jdbc, TransactionOperations transactions) {
    return new MemoryLedger(jdbc, transactions, LedgerTables.LIVE);
  }

  @Bean
  ForgottenUsers forgottenUsers(JdbcClient jdbc, TransactionOperations transactions) {
    return new ForgottenUsers(jdbc, "memory", new MemoryEraser(jdbc, transactions));
  }

  @Bean
  Producer<String, byte[]> announcementProducer(KafkaClients kafka) {
    return kafka.producer("memory-announcements", Map.of());
  }

  @Bean
  Repeating announcements(
      JdbcClient jdbc,
      TransactionOperations transactions,
      SchemaRegistry registry,
      Producer<String, byte[]> announcementProducer,
      MeterRegistry meters) {
    var announcer =
        new Announcer(
            jdbc,
            transactions,
            EventRecords.of(Topics.MEMORY_CHANGES, registry),
            announcementProducer,
            ANNOUNCED_AGAIN_AFTER,
            meters);
    return new Repeating("announcements", ANNOUNCEMENT_INTERVAL, announcer::announce);
  }

  @Bean
  TurnLearner turnLearner(Teacher teacher, SchemaRegistry registry) {
    return new TurnLearner(teacher, EventRecords.of(Topics.MEMORY_CHANGES, registry));
  }

  @Bean
  CompletedTurns completedTurns(
      CompletedTurnsProperties properties,
      KafkaProperties kafka,
      SchemaRegistry registry,
      MeterRegistry meters,
      Tracing tracing,
      TurnLearner learner) {
    return new CompletedTurns(
        properties, kafka, registry, meters, tracing, CompletedTurns.Order.PER_USER, learner);
  }
}

package dev.turnpike.memory.rebuild;

import com.zaxxer.hikari.HikariDataSource;
import dev.turnpike.memory.embedding.EmbeddingProperties;
import dev.turnpike.memory.extraction.Extractors;
import dev.turnpike.memory.extraction.FactDecider;
import dev.turnpike.memory.extraction.FactExtractor;
import dev.turnpike.memory.extraction.PersistentTeacher;
import dev.turnpike.memory.extraction.Teacher;
import dev.turnpike.memory.ledger.LedgerTables;
import dev.turnpike.memory.ledger.MemoryLedger;
import dev.turnpike.models.ModelConfiguration;
import dev.turnpike.models.Models;
import dev.turnpike.models.StructuredModel;
import dev.turnpike.platform.DatabaseProperties;
import dev.turnpike.platform.EventRecords;
import dev.turnpike.platform.KafkaClients;
import dev.turnpike.platform.Platform;
import dev.turnpike.platform.PlatformConfiguration;
import dev.turnpike.schemas.SchemaRegistry;
import dev.turnpike.schemas.Topics;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Configured by the same variables as the service, without being one: nothing is served or run. */
final class RebuildContext implements AutoCloseable {

  private static final Duration OUTAGE_PATIENCE = Duration.ofMinutes(10);
  private static final int CONNECTIONS = 20;

  private final ConfigurableApplicationContext context;
  private final CompletedLog log;
  private final RebuildParts parts;

  private RebuildContext(ConfigurableApplicationContext context, RebuildOptions options) {
    this.context = context;
    this.log = log(context.getBean(KafkaClients.class));
    this.parts = parts(new Scope(options.user()));
  }

  static RebuildContext start(RebuildOptions options) {
    var context =
        Platform.application(Parts.class, "memory-extractor")
            .web(WebApplicationType.NONE)
            .logStartupInfo(false)
            .registerShutdownHook(false)
            .initializers(
                starting ->
                    starting
                        .getEnvironment()
                        .getPropertySources()
                        .addFirst(
                            new SystemEnvironmentPropertySource(
                                "rebuild-systemEnvironment", new HashMap<>(options.environment()))))
            .run();
    return new RebuildContext(context, options);
  }

  RebuildParts parts() {
    return parts;
  }

  @Override
  public void close() {
    log.close();
    context.close();
  }

  private RebuildParts parts(Scope scope) {
    var settings = context.getEnvironment();
    var meters = context.getBean(MeterRegistry.class);
    var models = context.getBean(Models.class);
    var database = context.getBean(DataSource.class);
    var jdbc = JdbcClient.create(database);
    var transactions = new TransactionTemplate(new JdbcTransactionManager(database));
    var embedder =
        Binder.get(settings)
            .bindOrCreate("turnpike.embeddings", EmbeddingProperties.class)
            .embedder();
    var extractor = Extractors.load(settings.getProperty("turnpike.memory.extractor", ""));
    var model = models.only(settings.getProperty("turnpike.memory.model")).first().name();
    var structured =
        new StructuredModel(
            models, settings.getProperty("turnpike.memory.concurrent-calls", Integer.class, 16));
    var teacher =
        new Teacher(
            new FactExtractor(structured, extractor, model, meters),
            new FactDecider(structured, extractor, model, meters),
            embedder,
            new MemoryLedger(jdbc, transactions, LedgerTables.SHADOW),
            meters);
    return new RebuildParts(
        database,
        log,
        new Relearning(
            EventRecords.of(Topics.TURNS_COMPLETED, context.getBean(SchemaRegistry.class)),
            new PersistentTeacher(teacher, OUTAGE_PATIENCE),
            scope),
        new Kept(jdbc, transactions, embedder, scope),
        scope,
        extractor.version(),
        model,
        embedder.space(),
        meters);
  }

  private static CompletedLog log(KafkaClients kafka) {
    var settings =
        kafka.consumerSettings(
            "memory-rebuild", Map.of(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none"));
    return new CompletedLog(
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer()));
  }

  /** Not annotated as a configuration, so that the service does not find it. */
  @Import({PlatformConfiguration.class, ModelConfiguration.class})
  static class Parts {

    @Bean
    MeterRegistry meterRegistry() {
      return new SimpleMeterRegistry();
    }

    @Bean
    HikariDataSource dataSource(DatabaseProperties database) {
      var pool = new HikariDataSource();
      pool.setJdbcUrl(database.url());
      if (!database.user().isEmpty()) {
        pool.setUsername(database.user());
      }
      if (!database.password().isEmpty()) {
        pool.setPassword(database.password());
      }
      pool.setMaximumPoolSize(CONNECTIONS);
      pool.addDataSourceProperty("logServerErrorDetail", "false");
      return pool;
    }
  }
}

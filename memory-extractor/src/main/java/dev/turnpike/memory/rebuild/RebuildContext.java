package dev.turnpike.memory.rebuild;

import dev.turnpike.memory.embedding.EmbeddingProperties;
import dev.turnpike.memory.extraction.Extractors;
import dev.turnpike.memory.extraction.FactDecider;
import dev.turnpike.memory.extraction.FactExtractor;
import dev.turnpike.memory.extraction.PersistentTeacher;
import dev.turnpike.memory.extraction.Teacher;
import dev.turnpike.memory.ledger.LedgerTables;
import dev.turnpike.memory.ledger.MemoryLedger;
import dev.turnpike.models.Models;
import dev.turnpike.models.StructuredModel;
import dev.turnpike.platform.EventRecords;
import dev.turnpike.platform.KafkaClients;
import dev.turnpike.platform.command.CommandApplication;
import dev.turnpike.platform.turns.CompletedLog;
import dev.turnpike.schemas.SchemaRegistry;
import dev.turnpike.schemas.Topics;
import dev.turnpike.telemetry.Tracing;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import javax.sql.DataSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Configured by the same variables as the service, without being one: nothing is served or run. */
final class RebuildContext implements AutoCloseable {

  private static final Duration OUTAGE_PATIENCE = Duration.ofMinutes(10);

  private final ConfigurableApplicationContext context;
  private final CompletedLog log;
  private final RebuildParts parts;

  private RebuildContext(ConfigurableApplicationContext context, RebuildOptions options) {
    this.context = context;
    this.log = CompletedLog.open(context.getBean(KafkaClients.class), "memory-rebuild");
    this.parts = parts(new Scope(options.user()));
  }

  static RebuildContext start(RebuildOptions options) {
    return new RebuildContext(
        CommandApplication.start("memory-extractor", options.environment()), options);
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
            scope,
            context.getBean(Tracing.class)),
        new Kept(jdbc, transactions, embedder, scope),
        scope,
        extractor.version(),
        model,
        embedder.space(),
        meters);
  }
}

package dev.turnpike.memory.eval;

import com.zaxxer.hikari.HikariDataSource;
import dev.turnpike.memory.embedding.Embedder;
import dev.turnpike.memory.embedding.EmbeddingProperties;
import dev.turnpike.memory.extraction.Extractor;
import dev.turnpike.memory.extraction.Extractors;
import dev.turnpike.memory.extraction.FactDecider;
import dev.turnpike.memory.extraction.FactExtractor;
import dev.turnpike.memory.extraction.PersistentTeacher;
import dev.turnpike.memory.extraction.Teacher;
import dev.turnpike.memory.ledger.LedgerTables;
import dev.turnpike.memory.ledger.MemoryLedger;
import dev.turnpike.memory.recall.MemoryRecall;
import dev.turnpike.memory.recall.RecallSettings;
import dev.turnpike.models.Model;
import dev.turnpike.models.ModelConfiguration;
import dev.turnpike.models.Models;
import dev.turnpike.models.StructuredModel;
import dev.turnpike.platform.Platform;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Plays scripted dialogues to the real pipeline, with a database of its own and any model, and
 * marks what it then knows. No judge is asked: words tell.
 */
public final class MemoryEvaluation {

  private static final Duration OUTAGE_PATIENCE = Duration.ofMinutes(2);
  private static final Duration RECALL_PATIENCE = Duration.ofSeconds(30);
  private static final int CONNECTIONS = 12;

  private MemoryEvaluation() {}

  /** Hears how far an evaluation is. */
  @FunctionalInterface
  public interface Listener {

    /**
     * @param round which time the dialogues are played, from 1
     */
    void marked(String category, int done, int dialogues, int round);
  }

  /**
   * @throws EvaluationRefusal when there are no dialogues
   */
  public static Report run(EvaluationOptions options, Listener listener)
      throws InterruptedException {
    var file = options.dialogues();
    var dialogues = file == null ? DialogueSet.committed() : DialogueSet.of(file);
    try (var perfect = options.perfect() ? PerfectModel.start(dialogues.all()) : null;
        var database = database(options);
        var context = context(perfect == null ? options.environment() : asked(perfect, options))) {
      return evaluate(options.perfect(), dialogues, database, context, listener);
    }
  }

  private static Report evaluate(
      boolean perfect,
      DialogueSet dialogues,
      DataSource database,
      ConfigurableApplicationContext context,
      Listener listener)
      throws InterruptedException {
    var environment = context.getEnvironment();
    var models = context.getBean(Models.class);
    var meters = context.getBean(MeterRegistry.class);
    var embedder =
        Binder.get(environment)
            .bindOrCreate("turnpike.embeddings", EmbeddingProperties.class)
            .embedder();
    Model model = models.only(environment.getProperty("turnpike.memory.model")).first();
    var extractor = Extractors.load(environment.getProperty("turnpike.memory.extractor", ""));
    var examinee =
        perfect ? Examinee.PERFECT : model.simulated() ? Examinee.SIMULATED : Examinee.MODEL;
    int calls = environment.getProperty("turnpike.memory.concurrent-calls", Integer.class, 16);
    var structured = new StructuredModel(models, calls);
    var jdbc = JdbcClient.create(database);
    var pupil =
        new Pupil(
            new PersistentTeacher(
                teacher(structured, extractor, model, embedder, database, meters), OUTAGE_PATIENCE),
            new MemoryRecall(database, embedder, patient(RecallSettings.defaults()), meters),
            jdbc);
    return new Examination(examinee, dialogues, pupil, jdbc, meters, listener)
        .report(model.name(), extractor.version(), embedder.space().toString());
  }

  private static Teacher teacher(
      StructuredModel structured,
      Extractor extractor,
      Model model,
      Embedder embedder,
      DataSource database,
      MeterRegistry meters) {
    return new Teacher(
        new FactExtractor(structured, extractor, model.name(), meters),
        new FactDecider(structured, extractor, model.name(), meters),
        embedder,
        new MemoryLedger(
            JdbcClient.create(database),
            new TransactionTemplate(new JdbcTransactionManager(database)),
            LedgerTables.LIVE),
        meters);
  }

  /** What is measured is what is found, not how long it takes. */
  private static RecallSettings patient(RecallSettings settings) {
    return new RecallSettings(
        settings.allUpTo(), settings.most(), settings.threshold(), RECALL_PATIENCE);
  }

  private static HikariDataSource database(EvaluationOptions options) {
    Flyway.configure()
        .dataSource(options.jdbcUrl(), options.user(), options.password())
        .schemas("memory")
        .locations("classpath:db/memory")
        .load()
        .migrate();
    var database = new HikariDataSource();
    database.setJdbcUrl(options.jdbcUrl());
    database.setUsername(options.user());
    database.setPassword(options.password());
    database.setMaximumPoolSize(CONNECTIONS);
    return database;
  }

  private static Map<String, String> asked(PerfectModel perfect, EvaluationOptions options) {
    var environment = new HashMap<>(options.environment());
    environment.put("OPENAI_BASE_URL", perfect.baseUrl());
    environment.put("OPENAI_API_KEY", "none");
    environment.put("DEFAULT_LLM_MODEL", PerfectModel.NAME);
    environment.put("MEMORY_MODEL", PerfectModel.NAME);
    environment.put("TURNPIKE_SIMULATED_MODEL", "false");
    return environment;
  }

  /** As the service would be configured by the same variables. */
  private static ConfigurableApplicationContext context(Map<String, String> environment) {
    return builder()
        .web(WebApplicationType.NONE)
        .logStartupInfo(false)
        .registerShutdownHook(false)
        .initializers(
            context ->
                context
                    .getEnvironment()
                    .getPropertySources()
                    .addFirst(
                        new SystemEnvironmentPropertySource(
                            "evaluation-systemEnvironment", new HashMap<>(environment))))
        .run();
  }

  private static SpringApplicationBuilder builder() {
    return Platform.application(Parts.class, "memory-extractor");
  }

  /** Not annotated as a configuration, so that the service does not find it. */
  @Import(ModelConfiguration.class)
  static class Parts {

    @Bean
    MeterRegistry meterRegistry() {
      return new SimpleMeterRegistry();
    }
  }
}

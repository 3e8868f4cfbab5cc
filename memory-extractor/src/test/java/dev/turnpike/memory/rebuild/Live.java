package dev.turnpike.memory.rebuild;

import dev.turnpike.events.CompletedTurn;
import dev.turnpike.memory.embedding.Embedder;
import dev.turnpike.memory.extraction.Extractors;
import dev.turnpike.memory.extraction.FactDecider;
import dev.turnpike.memory.extraction.FactExtractor;
import dev.turnpike.memory.extraction.Teacher;
import dev.turnpike.memory.ledger.LedgerTables;
import dev.turnpike.memory.ledger.MemoryLedger;
import dev.turnpike.models.ModelProperties;
import dev.turnpike.models.Models;
import dev.turnpike.models.StructuredModel;
import dev.turnpike.platform.turns.DeliveredTurn;
import dev.turnpike.schemas.Topics;
import dev.turnpike.testing.TestDatabase;
import dev.turnpike.testing.TestPlatform;
import dev.turnpike.testing.TopicWriter;
import dev.turnpike.testing.Turns;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The memory as the service keeps it, with a database of its own, and rebuilds of it. */
final class Live implements AutoCloseable {

  private static final TestPlatform platform = TestPlatform.shared();

  private final TestDatabase database = platform.newDatabase();
  private final TopicWriter<CompletedTurn> turns = TopicWriter.to(Topics.TURNS_COMPLETED);
  private final Models models =
      new Models(
          new ModelProperties(
              URI.create(platform.modelBaseUrl()),
              "",
              "sim",
              true,
              Duration.ofSeconds(5),
              Duration.ofSeconds(30),
              Duration.ofSeconds(30),
              Map.of()),
          new SimpleMeterRegistry());
  private final PGSimpleDataSource source = new PGSimpleDataSource();
  private final Teacher teacher;

  Live() {
    source.setUrl(database.jdbcUrl());
    source.setUser(database.user());
    source.setPassword(database.password());
    Flyway.configure()
        .dataSource(source)
        .schemas("memory")
        .locations("classpath:db/memory")
        .load()
        .migrate();
    var structured = new StructuredModel(models, 4);
    var meters = new SimpleMeterRegistry();
    this.teacher =
        new Teacher(
            new FactExtractor(structured, Extractors.latest(), "sim", meters),
            new FactDecider(structured, Extractors.latest(), "sim", meters),
            Embedder.shared(),
            new MemoryLedger(jdbc(), transactions(), LedgerTables.LIVE),
            meters);
  }

  DataSource source() {
    return source;
  }

  JdbcClient jdbc() {
    return JdbcClient.create(source);
  }

  TransactionTemplate transactions() {
    return new TransactionTemplate(new JdbcTransactionManager(source));
  }

  /** A turn that the log has and that was not learned from yet. */
  DeliveredTurn said(String user, String text) {
    var turn = Turns.of(user, Turns.user(text));
    var written = turns.write(user, turn);
    return new DeliveredTurn(turn, written.topic(), written.partition(), written.offset());
  }

  void learn(DeliveredTurn turn) {
    try {
      var _ = teacher.learn(turn);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  void learn(String user, String text) {
    learn(said(user, text));
  }

  List<String> facts(String user) {
    return jdbc()
        .sql("select text from memory.facts where user_id = :user order by learned_at, memory_id")
        .param("user", user)
        .query((row, _) -> row.getString(1))
        .list();
  }

  /** Every row of a user, in every table that a rebuild makes anew. */
  List<String> rows(String user) {
    return java.util.stream.Stream.of("facts", "changes", "learned_turns")
        .flatMap(
            table ->
                jdbc()
                    .sql(
                        "select cast(t.* as text) from memory.%s t where user_id = :user order by 1"
                            .formatted(table))
                    .param("user", user)
                    .query((row, _) -> table + row.getString(1))
                    .list()
                    .stream())
        .toList();
  }

  int count(String table) {
    return jdbc().sql("select count(*) from memory." + table).query(Integer.class).single();
  }

  RebuildOptions options(@Nullable String user, boolean dryRun, Map<String, String> more) {
    var environment = new HashMap<String, String>();
    environment.put("TURNPIKE_ENVIRONMENT", "development");
    environment.put("KAFKA_BOOTSTRAP_SERVERS", platform.bootstrapServers());
    environment.put("SCHEMA_REGISTRY_URL", platform.registryUrl());
    environment.put("DATABASE_URL", database.jdbcUrl());
    environment.put("DATABASE_USER", database.user());
    environment.put("DATABASE_PASSWORD", database.password());
    environment.put("OPENAI_BASE_URL", platform.modelBaseUrl());
    environment.put("DEFAULT_LLM_MODEL", "sim");
    environment.put("TURNPIKE_SIMULATED_MODEL", "true");
    environment.putAll(more);
    return new RebuildOptions(environment, user, dryRun, false);
  }

  RebuildResult rebuild(@Nullable String user) {
    return rebuild(options(user, false, Map.of()), new Silent());
  }

  RebuildResult rebuild(RebuildOptions options, RebuildListener listener) {
    try {
      return MemoryRebuild.run(options, listener);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    turns.close();
    models.close();
  }

  /** Hears and does nothing. */
  static class Silent implements RebuildListener {
    @Override
    public void begun(String extractor, String model, long records) {}

    @Override
    public void progress(
        long read, long records, long learned, dev.turnpike.memory.consumption.Consumed consumed) {}

    @Override
    public void compared(Difference difference) {}
  }
}

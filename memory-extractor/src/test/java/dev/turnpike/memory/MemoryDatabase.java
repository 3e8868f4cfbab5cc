package dev.turnpike.memory;

import dev.turnpike.events.Provenance;
import dev.turnpike.memory.embedding.Embedder;
import dev.turnpike.memory.embedding.Embedding;
import dev.turnpike.memory.ledger.FactChange;
import dev.turnpike.memory.ledger.LedgerTables;
import dev.turnpike.memory.ledger.Lesson;
import dev.turnpike.memory.ledger.MemoryLedger;
import dev.turnpike.memory.ledger.MemoryLocks;
import dev.turnpike.memory.ledger.Teaching;
import dev.turnpike.testing.TestDatabase;
import dev.turnpike.testing.TestPlatform;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A database of a test's own with the memory's tables. */
public record MemoryDatabase(DataSource source, JdbcClient jdbc, MemoryLedger ledger) {

  private static final String EMPTY =
      """
      do $$ declare tables text; begin
        select string_agg(format('%I.%I', schemaname, tablename), ', ') into tables from pg_tables
        where schemaname = 'memory' and tablename <> 'flyway_schema_history';
        execute 'truncate ' || tables;
      end $$
      """;

  /** Held by a class of its own, so that it is made when it is first asked for. */
  private static final class Shared {
    static final MemoryDatabase MEMORY = create();
  }

  /**
   * One for all tests of this JVM that need it for themselves only while they run, emptied: making
   * one takes long, and so does deleting its files.
   */
  public static MemoryDatabase emptied() {
    Shared.MEMORY.jdbc.sql(EMPTY).update();
    return Shared.MEMORY;
  }

  public static MemoryDatabase create() {
    TestDatabase database = TestPlatform.shared().newDatabase();
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(database.jdbcUrl());
    source.setUser(database.user());
    source.setPassword(database.password());
    Flyway.configure()
        .dataSource(source)
        .schemas("memory")
        .locations("classpath:db/memory")
        .load()
        .migrate();
    JdbcClient jdbc = JdbcClient.create(source);
    return new MemoryDatabase(source, jdbc, ledger(source, LedgerTables.LIVE));
  }

  public MemoryLedger ledger(LedgerTables tables) {
    return ledger(source, tables);
  }

  private static MemoryLedger ledger(DataSource source, LedgerTables tables) {
    return new MemoryLedger(
        JdbcClient.create(source),
        new TransactionTemplate(new JdbcTransactionManager(source)),
        tables);
  }

  /** Learns facts as if a turn of the user's had taught them. */
  public List<FactChange> learn(String user, UUID turn, String... facts) {
    return ledger.learn(lesson(user, turn, facts)).changes();
  }

  public List<FactChange> learn(String user, UUID turn, List<Teaching> teachings) {
    return ledger.learn(lesson(user, turn, teachings)).changes();
  }

  /** Does something while somebody else exchanges the memory. */
  public void whileExchanged(Runnable action) {
    try (var connection = source.getConnection()) {
      connection.setAutoCommit(false);
      MemoryLocks.lockExchange(JdbcClient.create(new SingleConnectionDataSource(connection, true)));
      action.run();
      connection.rollback();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A turn that adds facts. */
  public static Lesson lesson(String user, UUID turn, String... facts) {
    return lesson(
        user, turn, IntStream.range(0, facts.length).mapToObj(i -> add(i, facts[i])).toList());
  }

  public static Lesson lesson(String user, UUID turn, List<Teaching> teachings) {
    return new Lesson(
        user,
        new Provenance(turn, "turns.completed", 3, 42L, "1-0123456789ab"),
        Instant.parse("2026-01-02T03:03:00Z"),
        Instant.parse("2026-01-02T03:04:05.123456789Z"),
        "sim",
        Embedder.shared().space(),
        teachings);
  }

  public static Teaching add(int index, String text) {
    return new Teaching.Add(index, text, embedding(text), "I said: " + text);
  }

  public static Teaching update(int index, UUID memory, String text) {
    return new Teaching.Update(index, memory, text, embedding(text), "I said: " + text);
  }

  public static Embedding embedding(String text) {
    try {
      return Embedder.shared().embed(text, Duration.ofSeconds(30));
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}

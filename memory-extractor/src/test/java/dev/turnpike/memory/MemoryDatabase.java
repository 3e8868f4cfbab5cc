package dev.turnpike.memory;

import dev.turnpike.events.Provenance;
import dev.turnpike.memory.embedding.Embedder;
import dev.turnpike.memory.ledger.LearnedFact;
import dev.turnpike.memory.ledger.Lesson;
import dev.turnpike.memory.ledger.MemoryLedger;
import dev.turnpike.testing.TestDatabase;
import dev.turnpike.testing.TestPlatform;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A database of a test's own with the memory's tables. */
public record MemoryDatabase(DataSource source, JdbcClient jdbc, MemoryLedger ledger) {

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
    return new MemoryDatabase(
        source,
        jdbc,
        new MemoryLedger(jdbc, new TransactionTemplate(new JdbcTransactionManager(source))));
  }

  /** Learns facts as if a turn of the user's had taught them. */
  public List<LearnedFact> learn(String user, UUID turn, String... facts) {
    return ledger.learn(lesson(user, turn, facts));
  }

  public static Lesson lesson(String user, UUID turn, String... facts) {
    return new Lesson(
        user,
        new Provenance(turn, "turns.completed", 3, 42L, "0123456789ab"),
        Instant.parse("2026-01-02T03:03:00Z"),
        "sim",
        Instant.parse("2026-01-02T03:04:05.123456789Z"),
        IntStream.range(0, facts.length).mapToObj(i -> fact(i, facts[i])).toList());
  }

  private static Lesson.Fact fact(int index, String text) {
    try {
      return new Lesson.Fact(index, text, Embedder.shared().embed(text, Duration.ofSeconds(30)));
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}

package dev.turnpike.ingress.usage;

import dev.turnpike.testing.TestDatabase;
import dev.turnpike.testing.TestPlatform;
import java.time.Instant;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The ledger and its sums in a database of a test's own. */
record Books(JdbcTemplate database, Ledger ledger, SpendingTable spending) {
  static final Instant NOON = Instant.parse("2026-03-31T12:00:00Z");

  static Books open() {
    TestDatabase database = TestPlatform.shared().newDatabase();
    Flyway.configure()
        .dataSource(database.jdbcUrl(), database.user(), database.password())
        .schemas("ingress")
        .defaultSchema("ingress")
        .locations("classpath:db/ingress")
        .load()
        .migrate();
    return of(database);
  }

  static Books of(TestDatabase database) {
    JdbcTemplate jdbc =
        new JdbcTemplate(
            new DriverManagerDataSource(database.jdbcUrl(), database.user(), database.password()));
    return new Books(jdbc, new Ledger(jdbc), new SpendingTable(jdbc));
  }

  /** One of a minute that used 3 tokens to read, 2 to write, and 1,000 billionths of a dollar. */
  static UsedTurn turn(String user, @Nullable String key, Instant finishedAt) {
    return turn(user, key, finishedAt, 3, 2, 1_000L);
  }

  static UsedTurn turn(
      String user,
      @Nullable String key,
      Instant finishedAt,
      long input,
      long output,
      @Nullable Long cost) {
    return new UsedTurn(
        UUID.randomUUID(),
        user,
        key,
        "completed",
        "sim",
        true,
        input,
        0,
        output,
        0,
        cost,
        finishedAt.minusSeconds(60),
        finishedAt);
  }

  int booked() {
    return count("select count(*) from ingress.ledger");
  }

  /** What the sums say; they must always say what {@link #booked} does. */
  int summed() {
    return count("select coalesce(sum(turns), 0) from ingress.spending");
  }

  int count(String sql, Object... parameters) {
    Integer count = database.queryForObject(sql, Integer.class, parameters);
    return count == null ? 0 : count;
  }
}

package dev.turnpike.judge;

import dev.turnpike.testing.TestDatabase;
import dev.turnpike.testing.TestPlatform;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The tables of judging in a database of their own. */
public final class JudgeDatabase {

  private JudgeDatabase() {}

  public static JdbcClient fresh() {
    return JdbcClient.create(migrated(TestPlatform.shared().newDatabase()));
  }

  /** With the tables. */
  public static DataSource migrated(TestDatabase database) {
    var source = source(database);
    Flyway.configure()
        .dataSource(source)
        .schemas("judge")
        .locations("classpath:db/judge")
        .load()
        .migrate();
    return source;
  }

  static DataSource source(TestDatabase database) {
    var source = new PGSimpleDataSource();
    source.setUrl(database.jdbcUrl());
    source.setUser(database.user());
    source.setPassword(database.password());
    return source;
  }
}

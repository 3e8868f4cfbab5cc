package dev.turnpike.ingress.forget;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Lists users to be forgotten, in a database that was restored from a time before they deleted
 * their accounts. The services erase them when they run.
 */
public final class ForgottenAgain {

  private final JdbcClient database;
  private final ForgottenTable table;

  public ForgottenAgain(DataSource database) {
    this.database = JdbcClient.create(database);
    this.table =
        new ForgottenTable(
            this.database, new TransactionTemplate(new JdbcTransactionManager(database)));
  }

  /** Who is forgotten already, and until when. */
  public Map<String, Instant> known() {
    return database
        .sql("select user_id, forgotten_until from ingress.forgotten_users")
        .query(
            (row, _) ->
                Map.entry(row.getString(1), row.getObject(2, OffsetDateTime.class).toInstant()))
        .list()
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /** Takes the account away again. */
  public void add(String userId, Instant until) {
    table.add(userId, until);
  }
}

package dev.turnpike.chaos.audit;

import dev.turnpike.chaos.cluster.Access;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.admin.TransactionState;

/**
 * Looks for what should be gone. Services that live take and give back things all the time, so what
 * is not seen at one look of several is not left behind.
 */
final class Leftovers {
  private static final int LOOKS = 20;
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

  /** Kafka's default of {@code transaction.timeout.ms}. */
  private static final Duration LONGEST_TRANSACTION = Duration.ofMinutes(1);

  private static final Set<TransactionState> UNDER_WAY =
      EnumSet.of(
          TransactionState.ONGOING,
          TransactionState.PREPARE_COMMIT,
          TransactionState.PREPARE_ABORT);

  /** By what they find. Each gives a text per row. */
  private static final Map<String, String> QUERIES = new LinkedHashMap<>();

  static {
    QUERIES.put(
        "locks of others in the database",
        """
        select locktype || ' lock of process ' || pid from pg_locks
        where pid <> pg_backend_pid() and locktype in ('advisory', 'transactionid', 'tuple')
        """);
    QUERIES.put(
        "transactions that idle",
        """
        select coalesce(nullif(application_name, ''), 'process ' || pid) || ': ' || left(query, 80)
        from pg_stat_activity where state like 'idle in transaction%' and pid <> pg_backend_pid()
        """);
    QUERIES.put(
        "claims of turns", "select turn_id || ' in attempt ' || attempt from agent.running_turns");
    QUERIES.put(
        "changes of the memory that are not published",
        "select memory_id::text from memory.announcements");
    QUERIES.put(
        "scores that are not published", "select turn_id::text from judge.unannounced_scores");
  }

  private Leftovers() {}

  static List<Leftover> look(Access access) throws SQLException, InterruptedException {
    List<Leftover> all = new ArrayList<>();
    try (Connection connection = access.database().connect();
        Admin admin = Admin.create(Map.of("bootstrap.servers", access.bootstrapServers()))) {
      for (Map.Entry<String, String> each : QUERIES.entrySet()) {
        all.add(again(() -> rows(connection, each.getKey(), each.getValue())));
      }
      all.add(again(() -> transactions(admin)));
    }
    return all;
  }

  /** One look. */
  private interface Look {
    Leftover take() throws SQLException, InterruptedException;
  }

  private static Leftover again(Look look) throws SQLException, InterruptedException {
    Leftover leftover = look.take();
    for (int i = 1; i < LOOKS && leftover.count() > 0; i++) {
      Thread.sleep(BETWEEN_LOOKS);
      leftover = look.take();
    }
    return leftover;
  }

  private static Leftover rows(Connection connection, String what, String query)
      throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      long count = 0;
      String example = "";
      while (rows.next()) {
        count++;
        example = rows.getString(1);
      }
      return new Leftover(what, count, example);
    }
  }

  /** One that is younger than a producer may leave it open is somebody's work. */
  private static Leftover transactions(Admin admin) throws InterruptedException {
    try {
      List<String> open =
          admin.listTransactions().all().get().stream()
              .filter(each -> UNDER_WAY.contains(each.state()))
              .map(TransactionListing::transactionalId)
              .toList();
      long begunBefore = System.currentTimeMillis() - LONGEST_TRANSACTION.toMillis();
      List<String> left =
          admin.describeTransactions(open).all().get().entrySet().stream()
              .filter(each -> UNDER_WAY.contains(each.getValue().state()))
              .filter(
                  each ->
                      each.getValue().transactionStartTimeMs().orElse(Long.MAX_VALUE) < begunBefore)
              .map(Map.Entry::getKey)
              .toList();
      return new Leftover(
          "transactions of Kafka open for more than a minute",
          left.size(),
          left.isEmpty() ? "" : left.getFirst());
    } catch (ExecutionException e) {
      throw new IllegalStateException("Kafka's transactions can't be listed", e);
    }
  }
}

package dev.turnpike.ingress.operations;

import dev.turnpike.ingress.operations.Worker.RunningTurn;
import dev.turnpike.ingress.views.ForeignViews;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads what workers and nodes have told, and the turns that are claimed. Rows are bounded: those
 * that were heard of in the last hour, and of each worker's turns the oldest.
 */
final class DatabaseReader {
  private static final int TIMEOUT_SECONDS = 2;
  private static final int MOST = 500;
  private static final int MOST_TURNS = 20;

  private final JdbcTemplate database;
  private final JsonMapper json;

  DatabaseReader(javax.sql.DataSource source, JsonMapper json) {
    this.database = new JdbcTemplate(source);
    this.database.setQueryTimeout(TIMEOUT_SECONDS);
    this.json = json;
  }

  /** What is claimed in one worker's name. */
  private record Claimed(int turns, List<RunningTurn> oldest) {}

  /** What of the claims nobody works on. */
  private record Orphans(int running, int orphans, long oldestMs) {}

  DatabaseRead read() {
    Map<String, Claimed> claimed = new HashMap<>();
    ForeignViews.rows(this::claims).forEach(claimed::putAll);
    List<Worker> workers = ForeignViews.rows(() -> workers(claimed));
    Orphans orphans =
        ForeignViews.rows(this::orphans).stream().findFirst().orElse(new Orphans(0, 0, 0));
    return new DatabaseRead(
        workers, nodes(), orphans.running(), orphans.orphans(), orphans.oldestMs(), isTold());
  }

  private boolean isTold() {
    return Boolean.TRUE.equals(
        database.queryForObject(
            "select to_regclass('agent.worker_reports') is not null", Boolean.class));
  }

  private List<Map<String, Claimed>> claims() {
    return database.query(
        """
        select worker_id, turns, turn_id, attempt, accepted_at,
          extract(epoch from now() - accepted_at) * 1000 as age_ms
        from (
          select *, count(*) over (partition by worker_id) as turns,
            row_number() over (partition by worker_id order by accepted_at) as place
          from agent.running_turns where worker_id is not null) ranked
        where place <= %d order by worker_id, place
        """
            .formatted(MOST_TURNS),
        (ResultSet rows) -> {
          Map<String, Claimed> found = new HashMap<>();
          while (rows.next()) {
            take(rows, found);
          }
          return List.of(found);
        });
  }

  private static void take(ResultSet row, Map<String, Claimed> found) throws SQLException {
    int turns = row.getInt("turns");
    found
        .computeIfAbsent(
            row.getString("worker_id"), _ -> new Claimed(turns, new java.util.ArrayList<>()))
        .oldest()
        .add(
            new RunningTurn(
                row.getString("turn_id"),
                row.getInt("attempt"),
                row.getTimestamp("accepted_at").toInstant(),
                row.getLong("age_ms")));
  }

  private List<Worker> workers(Map<String, Claimed> claimed) {
    return database.query(
        """
        select worker_id, host, started_at, heartbeat_at,
          extract(epoch from silent) * 1000 as silent_ms, report
        from agent.worker_reports
        where silent < interval '1 hour' order by started_at desc limit\s"""
            + MOST,
        (row, _) -> worker(row, claimed));
  }

  private Worker worker(ResultSet row, Map<String, Claimed> claimed) throws SQLException {
    String id = row.getString("worker_id");
    Claimed mine = Objects.requireNonNull(claimed.getOrDefault(id, new Claimed(0, List.of())));
    Report report = report(row.getString("report"));
    return new Worker(
        id,
        row.getString("host"),
        report.text("version"),
        row.getTimestamp("started_at").toInstant(),
        row.getTimestamp("heartbeat_at").toInstant(),
        row.getLong("silent_ms"),
        !report.isEmpty(),
        report.flag("draining"),
        mine.turns(),
        mine.oldest(),
        report.numbers("partitions").stream().map(Long::intValue).toList(),
        (int) report.number("taken_in"),
        (int) report.number("max_in_flight"),
        (int) report.number("full_partitions"),
        report.number("widest_window"),
        (int) report.number("max_window"),
        report.has("oldest_ms") ? (Long) report.number("oldest_ms") : null,
        report.counts("ended"),
        report.number("retries"),
        report.numbers("queue_wait"),
        report.numbers("first_token"),
        report.models());
  }

  private List<Orphans> orphans() {
    return database.query(
        """
        select count(*) as running, count(*) filter (where alive is null) as orphans,
          coalesce(extract(epoch from now() - min(accepted_at) filter (where alive is null)) * 1000,
            0) as oldest_ms
        from agent.running_turns left join (
          select worker_id as alive from agent.worker_reports
          where silent < interval '6 seconds') workers on alive = worker_id
        """,
        (row, _) ->
            new Orphans(row.getInt("running"), row.getInt("orphans"), row.getLong("oldest_ms")));
  }

  private List<Node> nodes() {
    return database.query(
        """
        select node_id, host, started_at, heartbeat_at,
          extract(epoch from now() - heartbeat_at) * 1000 as silent_ms, report
        from ingress.nodes
        where heartbeat_at > now() - interval '1 hour' order by started_at desc limit\s"""
            + MOST,
        (row, _) -> {
          Report report = report(row.getString("report"));
          return new Node(
              row.getString("node_id"),
              row.getString("host"),
              report.text("version"),
              row.getTimestamp("started_at").toInstant(),
              row.getTimestamp("heartbeat_at").toInstant(),
              row.getLong("silent_ms"),
              report.flag("draining"),
              (int) report.number("waiting"),
              report.number("oldest_wait_ms"),
              report.number("expected_wait_ms"),
              report.decimal("begun"),
              (int) report.number("streams"));
        });
  }

  private Report report(@Nullable String text) {
    return new Report(text == null ? json.createObjectNode() : json.readTree(text));
  }
}

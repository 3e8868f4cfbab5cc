package dev.turnpike.memory.ledger;

import dev.turnpike.events.Provenance;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads back what turns changed. */
final class ChangeRows {

  private static final String OF_TURN =
      """
      select c.*, t.source_topic, t.source_partition, t.source_offset, t.extractor_version
      from {changes} c join {turns} t using (turn_id)
      where turn_id = :turn order by change_index
      """;

  private final JdbcClient jdbc;
  private final LedgerTables tables;

  ChangeRows(JdbcClient jdbc, LedgerTables tables) {
    this.jdbc = jdbc;
    this.tables = tables;
  }

  /** In the order that they were made in. */
  List<FactChange> of(UUID turn) {
    return jdbc.sql(tables.sql(OF_TURN)).param("turn", turn).query(ChangeRows::change).list();
  }

  static String spelled(FactChange.Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  private static FactChange change(ResultSet row, int index) throws SQLException {
    return new FactChange(
        row.getObject("memory_id", UUID.class),
        row.getString("user_id"),
        FactChange.Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
        row.getString("text"),
        row.getString("previous"),
        row.getString("quote"),
        row.getObject("changed_at", OffsetDateTime.class).toInstant(),
        new Provenance(
            row.getObject("turn_id", UUID.class),
            row.getString("source_topic"),
            row.getInt("source_partition"),
            row.getLong("source_offset"),
            row.getString("extractor_version")));
  }
}

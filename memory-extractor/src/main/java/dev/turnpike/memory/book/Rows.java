package dev.turnpike.memory.book;

import dev.turnpike.memory.embedding.EmbeddingSpace;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.UUID;

/** Reads what the queries of the book bring. */
final class Rows {

  private Rows() {}

  static Memory memory(ResultSet row, int index) throws SQLException {
    return new Memory(
        row.getObject("memory_id", UUID.class),
        row.getString("text"),
        time(row, "learned_at"),
        time(row, "changed_at"),
        row.getObject("turn_id", UUID.class));
  }

  static FoundMemory found(ResultSet row, int index) throws SQLException {
    return new FoundMemory(memory(row, index), row.getDouble("similarity"));
  }

  static PastChange change(ResultSet row, int index) throws SQLException {
    return new PastChange(
        PastChange.Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
        row.getString("text"),
        row.getString("previous"),
        row.getString("quote"),
        row.getObject("turn_id", UUID.class),
        row.getString("extractor_version"),
        time(row, "changed_at"));
  }

  static EmbeddingSpace space(ResultSet row, int index) throws SQLException {
    return new EmbeddingSpace(row.getString("model"), row.getInt("dimensions"));
  }

  private static Instant time(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }
}

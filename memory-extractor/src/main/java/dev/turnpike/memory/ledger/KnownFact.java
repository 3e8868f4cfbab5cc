package dev.turnpike.memory.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;

/**
 * A fact that is known, seen from another.
 *
 * @param similarity cosine similarity to that other, -1 to 1
 */
public record KnownFact(UUID memoryId, String text, double similarity) {

  /** Whether it says already what a text says. */
  public boolean says(String other) {
    return Sameness.of(text, other, similarity);
  }

  static KnownFact of(ResultSet row, int index) throws SQLException {
    return new KnownFact(
        row.getObject("memory_id", UUID.class), row.getString("text"), row.getDouble("similarity"));
  }
}

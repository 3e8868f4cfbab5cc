package dev.turnpike.bench.memory;

import dev.turnpike.memory.embedding.Embedder;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Random;
import java.util.StringJoiner;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * Facts to search among, with random vectors of unit length: an exact scan looks at all of a user's
 * whatever their direction is.
 */
public final class FactFill {
  private static final int SEED = 7;
  private static final int BATCH = 500;
  private static final String SQL =
      """
      insert into memory.facts (memory_id, user_id, text, embedding, turn_id, learned_at, changed_at)
      values (?, ?, ?, cast(? as public.vector), ?, ?, ?)
      """;

  private final DataSource database;
  private final int dimensions;
  private final Random random = new Random(SEED);

  /** With vectors as long as those of the embedding that is built in. */
  public static FactFill of(DataSource database) {
    return new FactFill(database, Embedder.shared().space().dimensions());
  }

  FactFill(DataSource database, int dimensions) {
    this.database = database;
    this.dimensions = dimensions;
  }

  /** So many of this user. */
  public void add(String user, int facts) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement insert = connection.prepareStatement(SQL)) {
      for (int i = 1; i <= facts; i++) {
        OffsetDateTime then = OffsetDateTime.of(2026, 1, 2, 3, 4, 5, i % 1000, ZoneOffset.UTC);
        insert.setObject(1, new UUID(random.nextLong(), random.nextLong()));
        insert.setString(2, user);
        insert.setString(3, "The user's thing number %d is as green as grass.".formatted(i));
        insert.setString(4, vector());
        insert.setObject(5, new UUID(random.nextLong(), random.nextLong()));
        insert.setObject(6, then);
        insert.setObject(7, then);
        insert.addBatch();
        if (i % BATCH == 0 || i == facts) {
          int[] _ = insert.executeBatch();
        }
      }
    }
  }

  /** As autovacuum would after a while. */
  public void analyze() throws SQLException {
    try (Connection connection = database.getConnection();
        var statement = connection.createStatement()) {
      statement.execute("vacuum analyze memory.facts");
    }
  }

  private String vector() {
    double[] values = random.doubles(dimensions, -1, 1).toArray();
    double squares = 0;
    for (double value : values) {
      squares += value * value;
    }
    StringJoiner literal = new StringJoiner(",", "[", "]");
    for (double value : values) {
      literal.add(Float.toString((float) (value / Math.sqrt(squares))));
    }
    return literal.toString();
  }
}

package dev.turnpike.ingress;

import dev.turnpike.testing.TestDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.UUID;

/** Writes facts about users, as the memory extractor does. */
public final class LearnedFacts {
  private static final String SQL =
      """
      with learned as (
        insert into memory.learned_turns
        values (?, ?, 'turns.completed', 0, 7, 'v1', 'sim', now())
        on conflict do nothing
      ), space as (
        insert into memory.embedding_space (model, dimensions)
        values ('all-minilm-l6-v2-q', 384) on conflict do nothing
      ), fact as (
        insert into memory.facts
          (memory_id, user_id, text, embedding, turn_id, learned_at, changed_at)
        values (?, ?, ?, array_fill(1::real, array[384])::public.vector, ?, now(), now())
      )
      insert into memory.changes (turn_id, change_index, memory_id, user_id, kind, text, quote,
        changed_at)
      values (?, 0, ?, ?, 'added', ?, ?, now())
      """;

  private LearnedFacts() {}

  /** Learned from a turn just now; gives its id. */
  public static UUID add(TestDatabase database, String userId, UUID turn, String text) {
    UUID memory = UUID.randomUUID();
    Object[] values = {turn, userId, memory, userId, text, turn, turn, memory, userId, text, text};
    try (Connection connection = database.connect();
        PreparedStatement statement = connection.prepareStatement(SQL)) {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      statement.execute();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return memory;
  }
}

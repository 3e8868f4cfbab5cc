package dev.turnpike.memory.rebuild;

import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What users delete while a rebuild runs. Whoever does keeps what they have, in place of what was
 * learned anew: nobody could tell what of that says the same in other words.
 */
final class Deletions {

  private static final List<String> TABLES = List.of("facts", "changes", "learned_turns");

  private final Scope scope;
  private final Map<String, OffsetDateTime> before;

  /** From now on: one that is under way counts as later. */
  Deletions(JdbcClient jdbc, Scope scope) {
    this.scope = scope;
    this.before = read(jdbc);
  }

  /** On the connection of the transaction that exchanges, or when nobody deletes. */
  void takeOver(JdbcClient jdbc) {
    var since = new HashMap<>(read(jdbc));
    since.entrySet().removeAll(before.entrySet());
    var users = since.keySet().toArray(String[]::new);
    for (String table : TABLES) {
      jdbc.sql("delete from memory.shadow_%s where user_id = any(:users)".formatted(table))
          .param("users", users)
          .update();
      jdbc.sql(
              "insert into memory.shadow_%1$s select * from memory.%1$s where user_id = any(:users)"
                  .formatted(table))
          .param("users", users)
          .update();
    }
  }

  private Map<String, OffsetDateTime> read(JdbcClient jdbc) {
    var until = new HashMap<String, OffsetDateTime>();
    jdbc.sql(scope.sql("select user_id, deleted_until from memory.deletions where {scope}"))
        .params(scope.parameters())
        .query(
            row -> {
              until.put(row.getString(1), row.getObject(2, OffsetDateTime.class));
            });
    return until;
  }
}

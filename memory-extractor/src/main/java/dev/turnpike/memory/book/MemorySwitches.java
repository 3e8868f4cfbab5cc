package dev.turnpike.memory.book;

import java.util.Optional;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Where users want no memory: then nothing is recalled and nothing learned. Turns that a worker has
 * begun keep to what it was as they began.
 *
 * <p>Without the extractor's tables its methods fail as those of {@link MemoryBook} do.
 */
public final class MemorySwitches {

  private final JdbcClient jdbc;

  public MemorySwitches(DataSource database) {
    this.jdbc = JdbcClient.create(database);
  }

  /** A user's, for all of their sessions. */
  public SwitchedOff of(String userId) {
    var where =
        jdbc.sql("select session_id from memory.exempted where user_id = :user")
            .param("user", userId)
            .query((row, _) -> Optional.ofNullable(row.getString("session_id")))
            .list();
    boolean everywhere = where.contains(Optional.<String>empty());
    var sessions = where.stream().flatMap(Optional::stream).collect(Collectors.toSet());
    return new SwitchedOff(everywhere, sessions);
  }

  /** For all sessions, those to come included; what each has for itself stays. */
  public void set(String userId, boolean on) {
    write(userId, null, on);
  }

  /** For one session. */
  public void set(String userId, String sessionId, boolean on) {
    write(userId, sessionId, on);
  }

  private void write(String userId, @Nullable String sessionId, boolean on) {
    jdbc.sql(
            on
                ? "delete from memory.switched_off where user_id = :user and session_id is not distinct from :session"
                : "insert into memory.switched_off (user_id, session_id) values (:user, :session) on conflict do nothing")
        .param("user", userId)
        .param("session", sessionId)
        .update();
  }
}

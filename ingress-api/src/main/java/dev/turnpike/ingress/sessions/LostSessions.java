package dev.turnpike.ingress.sessions;

import java.time.Instant;
import java.time.ZoneOffset;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Puts sessions back into a database that was restored from a time before they were opened: what
 * turns tell of them. Their names are gone, and of accounts nothing is left but the id. All of it
 * may be done twice.
 */
public final class LostSessions {

  private final JdbcClient database;

  public LostSessions(DataSource database) {
    this.database = JdbcClient.create(database);
  }

  public boolean exists(String id) {
    return database
        .sql("select exists (select 1 from ingress.sessions where id = ?)")
        .param(id)
        .query(Boolean.class)
        .single();
  }

  /**
   * @return whether its user had no account any more and has got an empty one, with neither address
   *     nor password: who has a token can go on with it, and users of an external issuer are whole
   */
  public boolean putBack(String id, String userId, String agent, Instant createdAt) {
    var at = createdAt.atOffset(ZoneOffset.UTC);
    boolean lostAccount =
        database
                .sql(
                    "insert into ingress.users (id, created_at) values (?, ?) on conflict do nothing")
                .params(userId, at)
                .update()
            == 1;
    database
        .sql(
            """
            insert into ingress.sessions (id, user_id, agent, created_at) values (?, ?, ?, ?)
            on conflict do nothing
            """)
        .params(id, userId, agent, at)
        .update();
    return lostAccount;
  }
}

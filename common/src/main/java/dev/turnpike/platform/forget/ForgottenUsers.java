package dev.turnpike.platform.forget;

import dev.turnpike.platform.Repeating;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Looks every second whom the ingress has to forget, and has them erased here. The list is in
 * PostgreSQL, so a crash anywhere loses nobody: whoever is not noted as erased is met again.
 *
 * <p>Invariant: no failure ends it, and one user's does not keep the next from being erased.
 */
public final class ForgottenUsers implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(ForgottenUsers.class);
  private static final Duration INTERVAL = Duration.ofSeconds(1);

  /** At once; the next ones a second later. */
  private static final int MOST = 100;

  private record Forgotten(String userId, Instant until) {}

  private final JdbcClient database;
  private final String schema;
  private final Eraser eraser;
  private final Repeating looking = new Repeating("forgotten-users", INTERVAL, this::look);
  private boolean listed; // of the thread: whether the ingress has published its list

  /**
   * @param schema of the service, which has the view {@code erased_users}
   */
  public ForgottenUsers(JdbcClient database, String schema, Eraser eraser) {
    this.database = database;
    this.schema = schema;
    this.eraser = eraser;
  }

  @Override
  public void start() {
    looking.start();
  }

  @Override
  public void stop() {
    looking.stop();
  }

  @Override
  public boolean isRunning() {
    return looking.isRunning();
  }

  private void look() throws InterruptedException {
    for (Forgotten user : toErase()) {
      erase(user);
    }
  }

  private void erase(Forgotten user) throws InterruptedException {
    try {
      eraser.erase(user.userId(), user.until());
    } catch (InterruptedException e) {
      throw e;
    } catch (Exception e) {
      log.atWarn()
          .addKeyValue("user", user.userId())
          .addKeyValue("failure", e.getClass().getSimpleName())
          .log("Could not erase a user's data yet, trying again");
    }
  }

  /** Some of them, others each time: those that can't be erased are in nobody's way. */
  private List<Forgotten> toErase() {
    listed =
        listed
            || database
                .sql("select to_regclass('ingress.users_to_forget') is not null")
                .query(Boolean.class)
                .single();
    return listed
        ? database
            .sql(
                """
                select user_id, forgotten_until from ingress.users_to_forget f
                where not exists (
                  select 1 from %s.erased_users e
                  where e.user_id = f.user_id and e.forgotten_until >= f.forgotten_until)
                order by random() limit %d
                """
                    .formatted(schema, MOST))
            .query(
                (row, _) ->
                    new Forgotten(
                        row.getString(1), row.getObject(2, OffsetDateTime.class).toInstant()))
            .list()
        : List.of();
  }
}

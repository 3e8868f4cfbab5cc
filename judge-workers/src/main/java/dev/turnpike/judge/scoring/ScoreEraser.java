package dev.turnpike.judge.scoring;

import dev.turnpike.platform.forget.Eraser;
import java.time.Instant;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** Erases the scores of a user. */
public final class ScoreEraser implements Eraser {

  private static final String NOTE =
      """
      insert into judge.forgotten_users (user_id, forgotten_until) values (?, ?)
      on conflict (user_id) do update set forgotten_until = excluded.forgotten_until
      """;

  private final JdbcClient jdbc;
  private final TransactionOperations transactions;

  public ScoreEraser(JdbcClient jdbc, TransactionOperations transactions) {
    this.jdbc = jdbc;
    this.transactions = transactions;
  }

  /**
   * First says that the user is forgotten, then deletes. A score that was added by a statement from
   * before that is waited for, since the lock is not given while its transaction is open; and so is
   * an announcement from before that, while nothing is locked yet that judging needs.
   */
  @Override
  public void erase(String userId, Instant until) {
    var last = until.atOffset(ZoneOffset.UTC);
    jdbc.sql(NOTE).params(userId, last).update();
    transactions.executeWithoutResult(_ -> UnannouncedScores.awaitNone(jdbc));
    transactions.executeWithoutResult(
        _ -> {
          jdbc.sql("lock table judge.scores in share row exclusive mode").update();
          jdbc.sql("delete from judge.scores where user_id = ?").param(userId).update();
          jdbc.sql("update judge.forgotten_users set erased_until = ? where user_id = ?")
              .params(last, userId)
              .update();
        });
  }
}

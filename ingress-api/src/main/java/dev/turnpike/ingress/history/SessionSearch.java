package dev.turnpike.ingress.history;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.turnpike.ingress.problem.Problem;
import dev.turnpike.ingress.views.ForeignViews;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Finds a user's sessions by their names and by what was said in them. It reads what the user has
 * said and was told, by no index of words: so its time is bounded. Blocks.
 */
@Repository
class SessionSearch {
  /** Before the first of the words, and in all. */
  private static final int BEFORE = 60;

  private static final int EXCERPT = 200;

  /** At once on this node: each holds one of the database's connections while it reads. */
  private static final int AT_ONCE = 2;

  private final JdbcClient database;
  private final TransactionOperations transactions;
  private final Semaphore places = new Semaphore(AT_ONCE);

  SessionSearch(JdbcClient database, TransactionOperations transactions) {
    this.database = database;
    this.transactions = transactions;
  }

  /**
   * A session that was found.
   *
   * @param turnId where the words were said last; null when only the name has them
   * @param excerpt of that message
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Found(
      @JsonProperty("session_id") String sessionId,
      String name,
      @JsonProperty("turn_id") @Nullable UUID turnId,
      @Nullable String excerpt) {}

  /**
   * The newest sessions first.
   *
   * @throws Problem 503 when it would take too long, or too many are under way
   */
  List<Found> find(String userId, SearchWords words, int limit) {
    if (!places.tryAcquire()) {
      throw Problem.unavailable("busy", "Others are searching at the moment: try again.");
    }
    try {
      return ForeignViews.rows(() -> transactions.execute(_ -> search(userId, words, limit)));
    } catch (QueryTimeoutException e) {
      throw Problem.unavailable(
          "search_too_long", "The search took too long: give more words, or rarer ones.");
    } finally {
      places.release();
    }
  }

  private List<Found> search(String userId, SearchWords words, int limit) {
    database.sql("set local statement_timeout = '3s'").update();
    return database
        .sql(
            """
            select s.id, s.name, said.turn_id, said.excerpt
            from ingress.sessions s
            left join lateral (
              select m.turn_id,
                substr(m.content, greatest(1, strpos(lower(m.content), ?) - ?), ?) as excerpt
              from agent.session_messages m
              where m.session_id = s.id and m.content ilike all (?)
              order by m.position desc limit 1) said on true
            where s.user_id = ? and (said.turn_id is not null or s.name ilike all (?))
            order by s.created_at desc, s.id desc limit ?
            """)
        .params(words.first(), BEFORE, EXCERPT, words.patterns(), userId, words.patterns(), limit)
        .query(
            (row, _) ->
                new Found(
                    row.getString(1),
                    row.getString(2),
                    row.getObject(3, UUID.class),
                    row.getString(4)))
        .list();
  }
}

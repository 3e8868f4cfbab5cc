package dev.turnpike.ingress.sessions;

import dev.turnpike.ingress.oidc.ExternalUsers;
import dev.turnpike.ingress.problem.Problem;
import dev.turnpike.ingress.tokens.Caller;
import dev.turnpike.ingress.tokens.Revocations;
import dev.turnpike.ingress.views.ForeignViews;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionOperations;

/** The table of sessions. What is not the caller's is not found. */
@Repository
public class Sessions {
  /** Newest first; nobody scrolls further, and the answer stays bounded. */
  private static final int LISTED = 1_000;

  private final JdbcClient database;
  private final TransactionOperations transactions;
  private final Revocations revocations;
  private final ExternalUsers users;

  Sessions(
      JdbcClient database,
      TransactionOperations transactions,
      Revocations revocations,
      ExternalUsers users) {
    this.database = database;
    this.users = users;
    this.transactions = transactions;
    this.revocations = revocations;
  }

  record Session(String id, String userId, String name, String agent, Instant createdAt) {}

  /**
   * @throws Problem 401 when the user has left since the token was checked
   */
  Session add(String id, String userId, String agent) {
    users.ensure(userId);
    try {
      return database
          .sql(
              """
              insert into ingress.sessions (id, user_id, agent) values (?, ?, ?)
              returning id, user_id, name, agent, created_at
              """)
          .params(id, userId, agent)
          .query(Sessions::session)
          .single();
    } catch (DataIntegrityViolationException e) {
      throw Problem.of(
          HttpStatus.UNAUTHORIZED, "token_revoked", "The account does not exist any more.");
    }
  }

  List<Session> ofUser(String userId) {
    return database
        .sql(
            """
            select id, user_id, name, agent, created_at from ingress.sessions
            where user_id = ? order by created_at desc, id desc limit ?
            """)
        .params(userId, LISTED)
        .query(Sessions::session)
        .list();
  }

  /** When something was last said in a user's sessions, by their ids; absent where nothing was. */
  Map<String, Instant> lastSaid(String userId) {
    Map<String, Instant> times = new HashMap<>();
    ForeignViews.rows(
            () ->
                database
                    .sql(
                        """
                        select s.id, said.created_at
                        from (select id from ingress.sessions where user_id = ?
                              order by created_at desc, id desc limit ?) s
                        cross join lateral (
                          select created_at from agent.session_messages
                          where session_id = s.id order by position desc limit 1) said
                        """)
                    .params(userId, LISTED)
                    .query((row, _) -> Map.entry(row.getString(1), row.getTimestamp(2).toInstant()))
                    .list())
        .forEach(each -> times.put(each.getKey(), each.getValue()));
    return times;
  }

  Session rename(Caller caller, String id, String name) {
    Session session = require(caller, id);
    database.sql("update ingress.sessions set name = ? where id = ?").params(name, id).update();
    return new Session(session.id(), session.userId(), name, session.agent(), session.createdAt());
  }

  /** Its tokens end with it. */
  void remove(Session session) {
    transactions.executeWithoutResult(
        _ -> {
          database.sql("delete from ingress.sessions where id = ?").param(session.id()).update();
          revocations.endSession(session.userId(), session.id());
        });
  }

  /** The session of the caller's token, which may have been deleted since it was issued. */
  public void requireOwn(Caller.Session caller) {
    require(caller, caller.sessionId());
  }

  /**
   * @throws Problem 404 for what is not the caller's
   */
  public void requireOf(Caller caller, String id) {
    require(caller, id);
  }

  Session require(Caller caller, String id) {
    return find(id).filter(session -> isFor(caller, session)).orElseThrow(Sessions::notFound);
  }

  private Optional<Session> find(String id) {
    if (id.indexOf('\0') >= 0) {
      return Optional.empty(); // PostgreSQL refuses the character.
    }
    return database
        .sql("select id, user_id, name, agent, created_at from ingress.sessions where id = ?")
        .param(id)
        .query(Sessions::session)
        .optional();
  }

  private static Session session(ResultSet row, int number) throws SQLException {
    return new Session(
        row.getString("id"),
        row.getString("user_id"),
        row.getString("name"),
        row.getString("agent"),
        row.getTimestamp("created_at").toInstant());
  }

  private static boolean isFor(Caller caller, Session session) {
    return switch (caller) {
      case Caller.User user -> user.userId().equals(session.userId());
      case Caller.Session own ->
          own.sessionId().equals(session.id()) && own.userId().equals(session.userId());
      case Caller.ApiKey _ -> false;
    };
  }

  private static Problem notFound() {
    return Problem.notFound("session_id", "There is no such session.");
  }
}

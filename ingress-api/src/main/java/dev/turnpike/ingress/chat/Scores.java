package dev.turnpike.ingress.chat;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.turnpike.ingress.tokens.Caller;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads the views in which agents and judges publish turns and their scores. */
@Repository
class Scores {
  private final JdbcClient database;

  Scores(JdbcClient database) {
    this.database = database;
  }

  /** What a judge gave. */
  record Score(
      String rubric,
      @JsonProperty("rubric_version") String rubricVersion,
      @JsonProperty("judge_model") String judgeModel,
      boolean simulated,
      double score,
      String reasoning,
      @JsonProperty("scored_at") Instant scoredAt) {}

  boolean isTurnOf(Caller caller, UUID turn) {
    return switch (caller) {
      case Caller.User user ->
          exists(
              "select 1 from agent.turn_overview where turn_id = ? and user_id = ?",
              turn,
              user.userId());
      case Caller.Session session ->
          exists(
              "select 1 from agent.turn_overview where turn_id = ? and session_id = ?",
              turn,
              session.sessionId());
    };
  }

  List<Score> of(UUID turn) {
    return database
        .sql(
            """
            select rubric, rubric_version, judge_model, simulated, score, reasoning, scored_at
            from judge.turn_scores where turn_id = ? order by scored_at, rubric
            """)
        .param(turn)
        .query(
            (row, _) ->
                new Score(
                    row.getString("rubric"),
                    row.getString("rubric_version"),
                    row.getString("judge_model"),
                    row.getBoolean("simulated"),
                    row.getDouble("score"),
                    row.getString("reasoning"),
                    row.getTimestamp("scored_at").toInstant()))
        .list();
  }

  private boolean exists(String query, UUID turn, String owner) {
    return !database.sql(query).params(turn, owner).query().listOfRows().isEmpty();
  }
}

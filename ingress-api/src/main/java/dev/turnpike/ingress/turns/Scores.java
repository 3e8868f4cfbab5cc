package dev.turnpike.ingress.turns;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads the view in which judges publish scores. */
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
      @JsonProperty("lower_is_better") boolean lowerIsBetter,
      String reasoning,
      @JsonProperty("scored_at") Instant scoredAt) {}

  List<Score> of(UUID turn) {
    return database
        .sql(
            """
            select rubric, rubric_version, judge_model, simulated, score, lower_is_better,
              reasoning, scored_at
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
                    row.getBoolean("lower_is_better"),
                    row.getString("reasoning"),
                    row.getTimestamp("scored_at").toInstant()))
        .list();
  }
}

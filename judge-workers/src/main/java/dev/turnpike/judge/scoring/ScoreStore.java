package dev.turnpike.judge.scoring;

import dev.turnpike.events.Provenance;
import dev.turnpike.events.TurnScore;
import dev.turnpike.events.Usage;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The scores in Postgres.
 *
 * <p>Invariant: what is stored under a {@link ScoreKey} first stays, and is read back the same.
 */
public final class ScoreStore {

  private static final String ADD =
      """
      insert into judge.scores (turn_id, rubric, rubric_version, judge_model, session_id, user_id,
        simulated, score, reasoning, agent, prompt_version, answer_model, input_tokens,
        cached_input_tokens, output_tokens, reasoning_tokens, usage_estimated, cost_nano_usd,
        source_topic, source_partition, source_offset, scored_at)
      select :turn, :rubric, :version, :judge, :session, :user,
        :simulated, :score, :reasoning, :agent, :promptVersion, :answerModel, :input,
        :cached, :output, :reasoned, :estimated, :cost,
        :topic, :partition, :offset, :scoredAt
      where not exists (
        select 1 from judge.forgotten_users
        where user_id = :user and forgotten_until >= :acceptedAt)
      on conflict do nothing
      """;

  private static final String FIND =
      """
      select * from judge.scores
      where turn_id = :turn and rubric = :rubric and rubric_version = :version
        and judge_model = :judge
      """;

  private final JdbcClient jdbc;

  public ScoreStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  Optional<TurnScore> find(ScoreKey key) {
    return jdbc.sql(FIND)
        .param("turn", key.turn())
        .param("rubric", key.rubric())
        .param("version", key.rubricVersion())
        .param("judge", key.judgeModel())
        .query(ScoreStore::score)
        .optional();
  }

  /** Whether nothing may be stored about a turn, since its user is forgotten. */
  boolean isForgotten(String userId, Instant acceptedAt) {
    return jdbc.sql(
            "select exists (select 1 from judge.forgotten_users where user_id = ? and forgotten_until >= ?)")
        .params(userId, acceptedAt.atOffset(ZoneOffset.UTC))
        .query(Boolean.class)
        .single();
  }

  /**
   * Stores a score, unless one is stored already.
   *
   * @param acceptedAt when the turn was
   * @return the stored one; empty when its user is forgotten
   */
  Optional<TurnScore> store(TurnScore score, Instant acceptedAt) {
    add(score, acceptedAt);
    return find(ScoreKey.of(score));
  }

  private void add(TurnScore score, Instant acceptedAt) {
    var usage = score.getUsage();
    var source = score.getProvenance();
    jdbc.sql(ADD)
        .param("turn", score.getTurnId())
        .param("rubric", score.getRubric())
        .param("version", score.getRubricVersion())
        .param("judge", score.getJudgeModel())
        .param("session", score.getSessionId())
        .param("user", score.getUserId())
        .param("simulated", score.getSimulated())
        .param("score", score.getScore())
        .param("reasoning", score.getReasoning())
        .param("agent", score.getAgent())
        .param("promptVersion", score.getPromptVersion())
        .param("answerModel", score.getAnswerModel())
        .param("input", usage.getInputTokens())
        .param("cached", usage.getCachedInputTokens())
        .param("output", usage.getOutputTokens())
        .param("reasoned", usage.getReasoningTokens())
        .param("estimated", usage.getEstimated())
        .param("cost", usage.getCostNanoUsd())
        .param("topic", source.getTopic())
        .param("partition", source.getPartition())
        .param("offset", source.getOffset())
        .param("acceptedAt", acceptedAt.atOffset(ZoneOffset.UTC))
        .param("scoredAt", score.getScoredAt().atOffset(ZoneOffset.UTC))
        .update();
  }

  private static TurnScore score(ResultSet row, int index) throws SQLException {
    return TurnScore.newBuilder()
        .setTurnId(row.getObject("turn_id", UUID.class))
        .setSessionId(row.getString("session_id"))
        .setUserId(row.getString("user_id"))
        .setRubric(row.getString("rubric"))
        .setRubricVersion(row.getString("rubric_version"))
        .setJudgeModel(row.getString("judge_model"))
        .setSimulated(row.getBoolean("simulated"))
        .setScore(row.getDouble("score"))
        .setReasoning(row.getString("reasoning"))
        .setAgent(row.getString("agent"))
        .setPromptVersion(row.getString("prompt_version"))
        .setAnswerModel(row.getString("answer_model"))
        .setUsage(usage(row))
        .setScoredAt(row.getObject("scored_at", OffsetDateTime.class).toInstant())
        .setProvenance(provenance(row))
        .build();
  }

  private static Usage usage(ResultSet row) throws SQLException {
    return Usage.newBuilder()
        .setInputTokens(row.getLong("input_tokens"))
        .setCachedInputTokens(row.getLong("cached_input_tokens"))
        .setOutputTokens(row.getLong("output_tokens"))
        .setReasoningTokens(row.getLong("reasoning_tokens"))
        .setEstimated(row.getBoolean("usage_estimated"))
        .setCostNanoUsd(row.getObject("cost_nano_usd", Long.class))
        .build();
  }

  private static Provenance provenance(ResultSet row) throws SQLException {
    return new Provenance(
        row.getObject("turn_id", UUID.class),
        row.getString("source_topic"),
        row.getInt("source_partition"),
        row.getLong("source_offset"),
        row.getString("rubric_version"));
  }
}

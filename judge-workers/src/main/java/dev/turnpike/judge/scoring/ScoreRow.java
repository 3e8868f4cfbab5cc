package dev.turnpike.judge.scoring;

import dev.turnpike.events.Origin;
import dev.turnpike.events.Provenance;
import dev.turnpike.events.TurnScore;
import dev.turnpike.events.Usage;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.UUID;

/** Rows of {@code judge.scores}, read back as what was stored. */
final class ScoreRow {

  private ScoreRow() {}

  static ScoreKey key(ResultSet row, int index) throws SQLException {
    return new ScoreKey(
        row.getObject("turn_id", UUID.class),
        row.getString("rubric"),
        row.getString("rubric_version"),
        row.getString("judge_model"));
  }

  static TurnScore score(ResultSet row, int index) throws SQLException {
    return TurnScore.newBuilder()
        .setTurnId(row.getObject("turn_id", UUID.class))
        .setSessionId(row.getString("session_id"))
        .setUserId(row.getString("user_id"))
        .setRubric(row.getString("rubric"))
        .setRubricVersion(row.getString("rubric_version"))
        .setJudgeModel(row.getString("judge_model"))
        .setSimulated(row.getBoolean("simulated"))
        .setScore(row.getDouble("score"))
        .setLowerIsBetter(row.getBoolean("lower_is_better"))
        .setReasoning(row.getString("reasoning"))
        .setAgent(row.getString("agent"))
        .setPromptVersion(row.getString("prompt_version"))
        .setAnswerModel(row.getString("answer_model"))
        .setOrigin(Origin.valueOf(row.getString("origin")))
        .setRejudged(row.getBoolean("rejudged"))
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

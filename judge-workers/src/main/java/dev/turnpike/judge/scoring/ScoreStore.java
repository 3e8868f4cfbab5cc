package dev.turnpike.judge.scoring;

import dev.turnpike.events.Origin;
import dev.turnpike.events.Provenance;
import dev.turnpike.events.TurnScore;
import dev.turnpike.events.Usage;
import dev.turnpike.judge.budget.DailyBudget;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The scores in Postgres.
 *
 * <p>Invariant: what is stored under a {@link ScoreKey} first stays, and is read back the same.
 */
public final class ScoreStore {

  private static final String ADD =
      """
      with added as (
      insert into judge.scores (turn_id, rubric, rubric_version, judge_model, session_id, user_id,
        simulated, score, lower_is_better, reasoning, agent, prompt_version, answer_model, input_tokens,
        cached_input_tokens, output_tokens, reasoning_tokens, usage_estimated, cost_nano_usd,
        source_topic, source_partition, source_offset, scored_at, origin, rejudged)
      select :turn, :rubric, :version, :judge, :session, :user,
        :simulated, :score, :lowerIsBetter, :reasoning, :agent, :promptVersion, :answerModel, :input,
        :cached, :output, :reasoned, :estimated, :cost,
        :topic, :partition, :offset, :scoredAt, :origin, :rejudged
      where not exists (
        select 1 from judge.forgotten_users
        where user_id = :user and forgotten_until >= :acceptedAt)
      on conflict do nothing
      returning cost_nano_usd, input_tokens + output_tokens as tokens),
      booked as (
      insert into judge.spending as s (day, slot, cost_nano_usd, unpriced_tokens)
      select :day, :slot, coalesce(cost_nano_usd, 0),
        case when cost_nano_usd is null then tokens else 0 end
      from added
      on conflict (day, slot) do update set
        cost_nano_usd = s.cost_nano_usd + excluded.cost_nano_usd,
        unpriced_tokens = s.unpriced_tokens + excluded.unpriced_tokens)
      select count(*) from added
      """;

  private static final String FIND =
      """
      select * from judge.scores
      where turn_id = :turn
      """;

  private final JdbcClient jdbc;

  public ScoreStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** All scores of a turn. */
  Map<ScoreKey, TurnScore> find(UUID turn) {
    return jdbc.sql(FIND).param("turn", turn).query(ScoreStore::score).list().stream()
        .collect(Collectors.toMap(ScoreKey::of, score -> score));
  }

  /** Whether nothing may be stored about a turn, since its user is forgotten. */
  public boolean isForgotten(String userId, Instant acceptedAt) {
    return jdbc.sql(
            "select exists (select 1 from judge.forgotten_users where user_id = ? and forgotten_until >= ?)")
        .params(userId, acceptedAt.atOffset(ZoneOffset.UTC))
        .query(Boolean.class)
        .single();
  }

  /**
   * Stores a score, unless one is stored already, and books what it cost, in one transaction: a
   * score that is stored was booked, once.
   *
   * @param acceptedAt when the turn was
   * @return the stored one; empty when its user is forgotten
   */
  Optional<TurnScore> store(TurnScore score, Instant acceptedAt) {
    return add(score, acceptedAt)
        ? Optional.of(score)
        : Optional.ofNullable(find(score.getTurnId()).get(ScoreKey.of(score)));
  }

  private boolean add(TurnScore score, Instant acceptedAt) {
    var usage = score.getUsage();
    var source = score.getProvenance();
    return jdbc.sql(ADD)
            .param("turn", score.getTurnId())
            .param("rubric", score.getRubric())
            .param("version", score.getRubricVersion())
            .param("judge", score.getJudgeModel())
            .param("session", score.getSessionId())
            .param("user", score.getUserId())
            .param("simulated", score.getSimulated())
            .param("score", score.getScore())
            .param("lowerIsBetter", score.getLowerIsBetter())
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
            .param("origin", score.getOrigin().name())
            .param("rejudged", score.getRejudged())
            .param("day", LocalDate.ofInstant(score.getScoredAt(), ZoneOffset.UTC))
            .param("slot", DailyBudget.slot(score.getTurnId()))
            .query(Integer.class)
            .single()
        == 1;
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

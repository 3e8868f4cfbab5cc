package dev.turnpike.judge.scoring;

import dev.turnpike.events.TurnScore;
import dev.turnpike.judge.budget.SpendingTable;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
      returning turn_id, rubric, rubric_version, judge_model, cost_nano_usd,
        input_tokens + output_tokens as tokens),
      booked as (%s)%s
      select count(*) from added
      """;

  private static final String COST =
      """
      select :day, :slot, coalesce(cost_nano_usd, 0),
        case when cost_nano_usd is null then tokens else 0 end
      from added
      """;

  private static final String NOTE =
      """
      ,
      noted as (
      insert into judge.unannounced_scores (turn_id, rubric, rubric_version, judge_model)
      select turn_id, rubric, rubric_version, judge_model from added)
      """;

  private static final String ADD_LIVE = ADD.formatted(SpendingTable.DAILY.adding(COST), "");

  private static final String ADD_REJUDGED =
      ADD.formatted(SpendingTable.REJUDGING.adding(COST), NOTE);

  /** Announced already: of judging again without the note. */
  private static final String ADD_REJUDGED_ANNOUNCED =
      ADD.formatted(SpendingTable.REJUDGING.adding(COST), "");

  private static final String FIND =
      """
      select * from judge.scores
      where turn_id = :turn
      """;

  private static final String KNOWN =
      """
      select turn_id, rubric, rubric_version, judge_model from judge.scores
      where turn_id = any(:turns)
      """;

  private final JdbcClient jdbc;

  public ScoreStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** All scores of a turn. */
  Map<ScoreKey, TurnScore> find(UUID turn) {
    return jdbc.sql(FIND).param("turn", turn).query(ScoreRow::score).list().stream()
        .collect(Collectors.toMap(ScoreKey::of, score -> score));
  }

  /** The keys of all scores of some turns. */
  public Set<ScoreKey> known(Collection<UUID> turns) {
    return jdbc
        .sql(KNOWN)
        .param("turns", turns.toArray(UUID[]::new))
        .query(ScoreRow::key)
        .list()
        .stream()
        .collect(Collectors.toSet());
  }

  /** Whether nothing may be stored about a turn, since its user is forgotten. */
  public boolean isForgotten(String userId, Instant acceptedAt) {
    return jdbc.sql(
            "select exists (select 1 from judge.forgotten_users where user_id = ? and forgotten_until >= ?)")
        .params(userId, acceptedAt.atOffset(ZoneOffset.UTC))
        .query(Boolean.class)
        .single();
  }

  /** Those of some users who are forgotten, and until when. */
  public Map<String, Instant> forgotten(Collection<String> users) {
    return jdbc
        .sql(
            "select user_id, forgotten_until from judge.forgotten_users where user_id = any(:users)")
        .param("users", users.toArray(String[]::new))
        .query(
            (row, _) ->
                Map.entry(row.getString(1), row.getObject(2, OffsetDateTime.class).toInstant()))
        .list()
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /**
   * Stores a score, unless one is stored already, and books what it cost, in one transaction: a
   * score that is stored was booked, once. One of judging again is booked apart from the daily
   * budget, and noted with the {@link UnannouncedScores}.
   *
   * @param acceptedAt when the turn was
   * @return the stored one; empty when its user is forgotten
   */
  public Optional<TurnScore> store(TurnScore score, Instant acceptedAt) {
    return add(score, acceptedAt, score.getRejudged() ? ADD_REJUDGED : ADD_LIVE)
        ? Optional.of(score)
        : Optional.ofNullable(find(score.getTurnId()).get(ScoreKey.of(score)));
  }

  /**
   * Stores and books a score that {@code turns.scored} has, for a database that was restored from a
   * time before it.
   *
   * @return false when it is stored already, or its user is forgotten
   */
  public boolean putBack(TurnScore score, Instant acceptedAt) {
    return add(score, acceptedAt, score.getRejudged() ? ADD_REJUDGED_ANNOUNCED : ADD_LIVE);
  }

  private boolean add(TurnScore score, Instant acceptedAt, String sql) {
    var usage = score.getUsage();
    var source = score.getProvenance();
    return jdbc.sql(sql)
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
            .param("slot", SpendingTable.slot(score.getTurnId()))
            .query(Integer.class)
            .single()
        == 1;
  }
}

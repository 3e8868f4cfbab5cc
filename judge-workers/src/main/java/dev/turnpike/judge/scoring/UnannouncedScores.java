package dev.turnpike.judge.scoring;

import dev.turnpike.events.TurnScore;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Scores of judging again that are not known to be in {@code turns.scored} yet: {@link ScoreStore}
 * notes them in the statement that stores them. They are taken in batches, and a batch keeps its
 * scores until it is cleared, so that whoever goes on can tell whether it was announced. Who is
 * forgotten vanishes from here with the scores.
 */
public final class UnannouncedScores {

  private static final String PENDING =
      "select batch from judge.unannounced_scores where batch is not null limit 1";

  private static final String TAKE =
      """
      update judge.unannounced_scores set batch = :batch
      where (turn_id, rubric, rubric_version, judge_model) in (
        select turn_id, rubric, rubric_version, judge_model
        from judge.unannounced_scores where batch is null limit :most)
      """;

  /** Until the transaction's end: whoever announces, or waits for that. */
  private static final String LOCK =
      "select pg_advisory_xact_lock(hashtextextended('judge/announce', 0)) is not null";

  /** All that an erasure takes that is under way need not be told of any more. */
  private static final String SCORES =
      """
      select s.* from judge.unannounced_scores
      join judge.scores s using (turn_id, rubric, rubric_version, judge_model)
      where batch = :batch and not exists (
        select 1 from judge.forgotten_users f
        where f.user_id = s.user_id
          and (f.erased_until is null or f.erased_until < f.forgotten_until))
      """;

  private final JdbcClient jdbc;

  public UnannouncedScores(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  public long count() {
    return jdbc.sql("select count(*) from judge.unannounced_scores").query(Long.class).single();
  }

  /** A batch that was taken and not cleared. */
  public Optional<UUID> pending() {
    return jdbc.sql(PENDING).query(UUID.class).optional();
  }

  /** A new batch of at most so many scores; empty when there are none. */
  public Optional<UUID> take(int most) {
    var batch = UUID.randomUUID();
    int taken = jdbc.sql(TAKE).param("batch", batch).param("most", most).update();
    return taken == 0 ? Optional.empty() : Optional.of(batch);
  }

  /** A batch's scores, in a transaction: until its end no erasure goes past {@link #awaitNone}. */
  public List<TurnScore> lock(UUID batch) {
    lock(jdbc);
    return jdbc.sql(SCORES).param("batch", batch).query(ScoreRow::score).list();
  }

  /**
   * Waits, in a transaction, for the end of an announcement that is under way. Later ones tell
   * nothing of whom the database then knows as forgotten.
   */
  static void awaitNone(JdbcClient jdbc) {
    lock(jdbc);
  }

  private static void lock(JdbcClient jdbc) {
    var _ = jdbc.sql(LOCK).query(Boolean.class).single();
  }

  /** It was announced. */
  public void clear(UUID batch) {
    jdbc.sql("delete from judge.unannounced_scores where batch = ?").param(batch).update();
  }
}

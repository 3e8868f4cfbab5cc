package dev.turnpike.memory.ledger;

import dev.turnpike.events.Provenance;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Which turns have been learned from, and what.
 *
 * <p>Invariants: a turn is learned from once, whoever tries how often, and what was learned is read
 * back the same; its facts and the note that it was learned from appear together; facts of one user
 * are added one turn at a time, so that two workers can't add the same thing.
 */
public final class MemoryLedger {

  /**
   * From this cosine similarity on, and with the same numbers in it, a text says what is known
   * already. Far from it: "lives in Paris" and "lives in London" have 0.68, but "born in 1985" and
   * "born in 1986" 0.93.
   */
  private static final double SAME = 0.97;

  private static final String ADD_TURN =
      """
      insert into memory.learned_turns (turn_id, user_id, source_topic, source_partition,
        source_offset, extractor_version, extractor_model, learned_at)
      values (:turn, :user, :topic, :partition, :offset, :version, :model, :learnedAt)
      on conflict do nothing
      """;

  private static final String ADD_FACT =
      """
      insert into memory.facts (memory_id, user_id, text, embedding, turn_id, fact_index, learned_at)
      select :memory, :user, :text, cast(:embedding as public.vector), :turn, :index, :learnedAt
      where not exists (
        select 1 from memory.facts
        where user_id = :user
          and 1 - (embedding operator(public.<=>) (select cast(:embedding as public.vector))) >= :same
          and trim(regexp_replace(text, '\\D+', ' ', 'g'))
            = trim(regexp_replace(:text, '\\D+', ' ', 'g')))
      """;

  private static final String FACTS =
      """
      select f.memory_id, f.text, t.* from memory.facts f
      join memory.learned_turns t using (turn_id)
      where turn_id = :turn order by fact_index
      """;

  private static final String FORGOTTEN =
      """
      insert into memory.forgotten_users (user_id, forgotten_until) values (:user, :until)
      on conflict (user_id) do update set forgotten_until = excluded.forgotten_until
      """;

  private static final String IS_FORGOTTEN =
      """
      select exists (
        select 1 from memory.forgotten_users
        where user_id = :user and forgotten_until >= :acceptedAt)
      """;

  private final JdbcClient jdbc;
  private final TransactionOperations transactions;

  public MemoryLedger(JdbcClient jdbc, TransactionOperations transactions) {
    this.jdbc = jdbc;
    this.transactions = transactions;
  }

  /** What a turn taught; empty if it has not been learned from. */
  public Optional<List<LearnedFact>> learnedFrom(UUID turn) {
    return jdbc.sql("select 1 from memory.learned_turns where turn_id = :turn")
        .param("turn", turn)
        .query(Integer.class)
        .optional()
        .map(known -> facts(turn));
  }

  /**
   * Adds what is new in a lesson, unless its turn was learned from before.
   *
   * @return what the turn taught, then or now
   */
  public List<LearnedFact> learn(Lesson lesson) {
    return transactions.execute(
        status -> {
          lockUser(lesson.userId());
          if (!isForgotten(lesson.userId(), lesson.acceptedAt()) && addTurn(lesson)) {
            lesson.facts().forEach(fact -> addFact(lesson, fact));
          }
          return facts(lesson.source().getTurnId());
        });
  }

  /** Whether nothing may be learned from a turn, since its user is forgotten. */
  public boolean isForgotten(String userId, Instant acceptedAt) {
    return jdbc.sql(IS_FORGOTTEN)
        .param("user", userId)
        .param("acceptedAt", acceptedAt.atOffset(ZoneOffset.UTC))
        .query(Boolean.class)
        .single();
  }

  /** Deletes what was learned about a user; nothing is learned from turns accepted until then. */
  public void forget(String userId, Instant until) {
    transactions.executeWithoutResult(
        _ -> {
          lockUser(userId);
          jdbc.sql("delete from memory.facts where user_id = :user").param("user", userId).update();
          jdbc.sql(FORGOTTEN)
              .param("user", userId)
              .param("until", until.atOffset(ZoneOffset.UTC))
              .update();
        });
  }

  private boolean addTurn(Lesson lesson) {
    var source = lesson.source();
    return jdbc.sql(ADD_TURN)
            .param("turn", source.getTurnId())
            .param("user", lesson.userId())
            .param("topic", source.getTopic())
            .param("partition", source.getPartition())
            .param("offset", source.getOffset())
            .param("version", source.getProducerVersion())
            .param("model", lesson.model())
            .param("learnedAt", lesson.learnedAt().atOffset(ZoneOffset.UTC))
            .update()
        == 1;
  }

  private void lockUser(String userId) {
    jdbc.sql("select pg_advisory_xact_lock(hashtextextended('memory/' || :user, 0)) is null")
        .param("user", userId)
        .query(Boolean.class)
        .single();
  }

  private void addFact(Lesson lesson, Lesson.Fact fact) {
    var turn = lesson.source().getTurnId();
    jdbc.sql(ADD_FACT)
        .param("memory", memoryId(turn, fact.index()))
        .param("user", lesson.userId())
        .param("text", fact.text())
        .param("embedding", fact.embedding().sqlLiteral())
        .param("turn", turn)
        .param("index", fact.index())
        .param("learnedAt", lesson.learnedAt().atOffset(ZoneOffset.UTC))
        .param("same", SAME)
        .update();
  }

  private List<LearnedFact> facts(UUID turn) {
    return jdbc.sql(FACTS).param("turn", turn).query(MemoryLedger::fact).list();
  }

  private static LearnedFact fact(ResultSet row, int index) throws SQLException {
    return new LearnedFact(
        row.getObject("memory_id", UUID.class),
        row.getString("user_id"),
        row.getString("text"),
        row.getObject("learned_at", OffsetDateTime.class).toInstant(),
        new Provenance(
            row.getObject("turn_id", UUID.class),
            row.getString("source_topic"),
            row.getInt("source_partition"),
            row.getLong("source_offset"),
            row.getString("extractor_version")));
  }

  /** The same for the same fact of the same turn, wherever and whenever it is made. */
  private static UUID memoryId(UUID turn, int index) {
    return UUID.nameUUIDFromBytes(
        "memory/%s/%d".formatted(turn, index).getBytes(StandardCharsets.UTF_8));
  }
}

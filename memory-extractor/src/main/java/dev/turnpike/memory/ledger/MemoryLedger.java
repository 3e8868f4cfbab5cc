package dev.turnpike.memory.ledger;

import dev.turnpike.events.Provenance;
import dev.turnpike.memory.embedding.Embedding;
import dev.turnpike.memory.embedding.EmbeddingSpace;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Which turns have been learned from, what that changed, and what is known of it now.
 *
 * <p>Invariants: a turn is learned from once, whoever tries how often, and what it changed is read
 * back the same; the facts, their history and the note that the turn was learned from appear
 * together; facts of one user are changed one turn at a time, so that two workers can't add the
 * same thing.
 */
public final class MemoryLedger {

  private static final String ADD_TURN =
      """
      insert into {turns} (turn_id, user_id, source_topic, source_partition, source_offset,
        extractor_version, extractor_model, learned_at)
      values (:turn, :user, :topic, :partition, :offset, :version, :model, :learnedAt)
      on conflict do nothing
      """;

  private static final String ANNOUNCE =
      """
      insert into memory.announcements (memory_id, user_id, due_at, times)
      select c.memory_id, c.user_id, now(), 2 from {changes} c join {turns} t using (turn_id)
      where turn_id = :turn and kind <> 'removed'
        and (t.source_partition, t.source_offset) <> (:partition, :offset)
        and not exists (
          select 1 from {facts} f where f.memory_id = c.memory_id and f.turn_id = c.turn_id)
      on conflict (memory_id) do update set due_at = excluded.due_at, times = excluded.times
      """;

  private static final String IS_BARRED =
      """
      select exists (
        select 1 from memory.forgotten_users
        where user_id = :user and forgotten_until >= :acceptedAt
        union all
        select 1 from memory.deletions
        where user_id = :user and deleted_until >= :acceptedAt)
      """;

  private final JdbcClient jdbc;
  private final TransactionOperations transactions;
  private final LedgerTables tables;
  private final ChangeRows changes;
  private final Neighbours neighbours;
  private final SpaceCheck space;

  public MemoryLedger(JdbcClient jdbc, TransactionOperations transactions, LedgerTables tables) {
    this.jdbc = jdbc;
    this.transactions = transactions;
    this.tables = tables;
    this.changes = new ChangeRows(jdbc, tables);
    this.neighbours = new Neighbours(jdbc, tables);
    this.space = new SpaceCheck(jdbc);
  }

  /** What a turn changed; empty if it has not been learned from. */
  public Optional<List<FactChange>> learnedFrom(UUID turn) {
    return jdbc.sql(tables.sql("select 1 from {turns} where turn_id = :turn"))
        .param("turn", turn)
        .query(Integer.class)
        .optional()
        .map(_ -> changes.of(turn));
  }

  /**
   * When a turn is in the log twice, has the memories announced that other turns have changed since
   * it did: what is published again of it must not be the last word on them. Where it only comes
   * again from the same place, those other turns do too.
   */
  public void announceWhatChangedSince(Provenance again) {
    jdbc.sql(tables.sql(ANNOUNCE))
        .param("turn", again.getTurnId())
        .param("partition", again.getPartition())
        .param("offset", again.getOffset())
        .update();
  }

  /**
   * For each of several texts, what is known of a user that may have to do with it: all of it where
   * that is little, otherwise what is most similar, best first.
   *
   * @throws MemoryClosedException when that can't be said now
   */
  public List<List<KnownFact>> near(String userId, EmbeddingSpace of, List<Embedding> texts) {
    return transactions.execute(
        _ -> {
          enter();
          space.check(of);
          return texts.stream().map(text -> neighbours.of(userId, text)).toList();
        });
  }

  /**
   * Writes a lesson down, unless its turn was learned from before.
   *
   * @return what the turn changed, then or now
   * @throws MemoryClosedException when nothing can be learned now
   */
  public Taught learn(Lesson lesson) {
    return transactions.execute(
        _ -> {
          enter();
          MemoryLocks.lockUser(jdbc, lesson.userId());
          if (isBarred(lesson.userId(), lesson.acceptedAt())) {
            return new Taught(false, List.of());
          }
          boolean now = addTurn(lesson);
          if (now && !lesson.teachings().isEmpty()) {
            space.claim(lesson.space());
            new LessonBook(lesson, new FactRows(jdbc, tables, lesson)).write();
          }
          return new Taught(now, changes.of(lesson.source().getTurnId()));
        });
  }

  /**
   * Whether nothing more may be learned from a turn, since its user was forgotten, or has deleted
   * facts, after it was accepted: it might say the same again.
   */
  public boolean isBarred(String userId, Instant acceptedAt) {
    return jdbc.sql(IS_BARRED)
        .param("user", userId)
        .param("acceptedAt", acceptedAt.atOffset(ZoneOffset.UTC))
        .query(Boolean.class)
        .single();
  }

  private void enter() {
    if (tables.served() && !MemoryLocks.shareExchange(jdbc)) {
      throw MemoryClosedException.exchanged();
    }
  }

  private boolean addTurn(Lesson lesson) {
    var source = lesson.source();
    return jdbc.sql(tables.sql(ADD_TURN))
            .param("turn", source.getTurnId())
            .param("user", lesson.userId())
            .param("topic", source.getTopic())
            .param("partition", source.getPartition())
            .param("offset", source.getOffset())
            .param("version", source.getProducerVersion())
            .param("model", lesson.model())
            .param("learnedAt", lesson.completedAt().atOffset(ZoneOffset.UTC))
            .update()
        == 1;
  }
}

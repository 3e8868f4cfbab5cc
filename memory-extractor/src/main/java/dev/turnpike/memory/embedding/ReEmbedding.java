package dev.turnpike.memory.embedding;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Makes the vectors of all facts anew, with another model.
 *
 * <pre>
 *   facts ──batches──▶ reembedded ──one transaction──▶ facts, embedding_space
 * </pre>
 *
 * <p>The new vectors are gathered beside the old ones while learning and recall go on with those; a
 * run that is killed goes on where it was. At the end learning waits, what came meanwhile is added,
 * and one transaction puts all new vectors and the name of their model in place: so at no time do
 * vectors of two models stand beside each other.
 */
public final class ReEmbedding {

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final int BATCH = 200;

  /** So few are left that learning may wait for them. */
  private static final int FEW = 50;

  private static final String CLEAN =
      "delete from memory.reembedded where model <> :model or dimensions <> :dimensions";

  private static final String MISSING =
      """
      from memory.facts f
      left join memory.reembedded r on r.memory_id = f.memory_id
        and r.text_md5 = md5(f.text) and r.model = :model and r.dimensions = :dimensions
      where r.memory_id is null
      """;

  /** A fact that is gone meanwhile is left out; the lock keeps it until its vector is stored. */
  private static final String STORE =
      """
      insert into memory.reembedded (memory_id, text_md5, model, dimensions, embedding)
      select memory_id, md5(:text), :model, :dimensions, cast(:embedding as public.vector)
      from memory.facts where memory_id = :memory for key share
      on conflict (memory_id) do update set text_md5 = excluded.text_md5, model = excluded.model,
        dimensions = excluded.dimensions, embedding = excluded.embedding
      """;

  /** Held shared by whoever learns. */
  private static final String LOCK =
      "select pg_advisory_xact_lock(hashtextextended('memory/swap', 0)) is null";

  private static final String SWAP =
      """
      update memory.facts f set embedding = r.embedding
      from memory.reembedded r
      where r.memory_id = f.memory_id and r.text_md5 = md5(f.text)
        and r.model = :model and r.dimensions = :dimensions
      """;

  private static final String NAME =
      """
      insert into memory.embedding_space (model, dimensions) values (:model, :dimensions)
      on conflict (only_row) do update set model = excluded.model,
        dimensions = excluded.dimensions, since = now()
      """;

  private final JdbcClient jdbc;
  private final TransactionOperations transactions;
  private final Embedder embedder;
  private final StoredSpace stored;

  public ReEmbedding(JdbcClient jdbc, TransactionOperations transactions, Embedder embedder) {
    this.jdbc = jdbc;
    this.transactions = transactions;
    this.embedder = embedder;
    this.stored = new StoredSpace(jdbc);
  }

  /** Hears how far it is. */
  public interface Progress {
    void at(long done, long facts);
  }

  /**
   * How it ended.
   *
   * @param from whose vectors there were; empty if there were none
   * @param facts how many got a new one
   */
  public record Outcome(Optional<EmbeddingSpace> from, EmbeddingSpace to, long facts) {

    /** Whether the vectors were of that model already, or there were none. */
    public boolean nothingToDo() {
      return from.isEmpty() || from.get().equals(to);
    }
  }

  /** A fact without its new vector. */
  private record Fact(UUID memoryId, String text) {}

  /**
   * Does all of it.
   *
   * @throws EmbeddingUnavailableException when the model does not answer; what is done stays, and
   *     the next run goes on from there
   * @throws UnusableTextException when the model refuses the text of a fact
   */
  public Outcome run(Progress progress) throws InterruptedException {
    var from = stored.read();
    if (from.isEmpty() || from.get().equals(embedder.space())) {
      return new Outcome(from, embedder.space(), 0);
    }
    jdbc.sql(CLEAN).params(space()).update();
    while (true) {
      gather(progress);
      Optional<Long> swapped = swap();
      if (swapped.isPresent()) {
        return new Outcome(from, embedder.space(), swapped.get());
      }
    }
  }

  /** Until few are left: there may always be some, since learning goes on. */
  private void gather(Progress progress) throws InterruptedException {
    long facts = count("from memory.facts");
    long missing = count(MISSING);
    progress.at(facts - missing, facts);
    while (missing > FEW) {
      embed(BATCH);
      facts = count("from memory.facts");
      missing = count(MISSING);
      progress.at(facts - missing, facts);
    }
  }

  /** Empty if too much came meanwhile. */
  private Optional<Long> swap() throws InterruptedException {
    try {
      return transactions.execute(_ -> swapLocked());
    } catch (InterruptedInTransaction e) {
      throw new InterruptedException("interrupted while the vectors were exchanged");
    }
  }

  private Optional<Long> swapLocked() {
    jdbc.sql(LOCK).query(Boolean.class).single();
    if (count(MISSING) > FEW) {
      return Optional.empty();
    }
    // No fact may be changed or deleted, nor its new vector with it, until the old one is replaced.
    jdbc.sql("lock table memory.facts in share row exclusive mode").update();
    try {
      embed(FEW);
    } catch (InterruptedException e) {
      throw new InterruptedInTransaction(e);
    }
    long exchanged = jdbc.sql(SWAP).params(space()).update();
    if (exchanged != count("from memory.facts")) {
      throw new IllegalStateException(
          "Not every fact has a new vector: another re-embedding is under way");
    }
    jdbc.sql(NAME).params(space()).update();
    jdbc.sql("delete from memory.reembedded").update();
    return Optional.of(exchanged);
  }

  /** Embeds side by side, as far as the embedder does; stores on the caller's thread. */
  private void embed(int most) throws InterruptedException {
    var facts = missing(most);
    try (var threads = Executors.newFixedThreadPool(embedder.threads())) {
      var vectors = new ExecutorCompletionService<Map.Entry<Fact, Embedding>>(threads);
      var running = new ArrayList<Future<?>>();
      facts.forEach(
          fact ->
              running.add(
                  vectors.submit(() -> Map.entry(fact, embedder.embed(fact.text(), PATIENCE)))));
      try {
        for (int i = 0; i < facts.size(); i++) {
          var made = vectors.take().get();
          store(made.getKey(), made.getValue());
        }
      } catch (ExecutionException e) {
        throw e.getCause() instanceof RuntimeException failure
            ? failure
            : new IllegalStateException(e.getCause());
      } finally {
        running.forEach(each -> each.cancel(true));
      }
    }
  }

  private List<Fact> missing(int most) {
    return jdbc.sql("select f.memory_id, f.text " + MISSING + " limit :most")
        .params(space())
        .param("most", most)
        .query((row, _) -> new Fact(row.getObject(1, UUID.class), row.getString(2)))
        .list();
  }

  private void store(Fact fact, Embedding vector) {
    jdbc.sql(STORE)
        .params(space())
        .param("memory", fact.memoryId())
        .param("text", fact.text())
        .param("embedding", vector.sqlLiteral())
        .update();
  }

  private long count(String rows) {
    var counted = jdbc.sql("select count(*) " + rows);
    return (rows.equals(MISSING) ? counted.params(space()) : counted).query(Long.class).single();
  }

  private Map<String, Object> space() {
    return Map.of("model", embedder.space().model(), "dimensions", embedder.space().dimensions());
  }

  private static final class InterruptedInTransaction extends RuntimeException {
    InterruptedInTransaction(InterruptedException cause) {
      super(cause);
    }
  }
}

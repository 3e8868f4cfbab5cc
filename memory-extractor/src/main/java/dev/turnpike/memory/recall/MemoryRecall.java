package dev.turnpike.memory.recall;

import dev.turnpike.memory.embedding.Embedder;
import dev.turnpike.memory.embedding.Embedding;
import dev.turnpike.memory.embedding.TracedEmbedding;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is known about a user that has to do with a message, for the turn that answers it.
 *
 * <p>Never a reason for a turn to fail: when something is not there, the recall has {@linkplain
 * Recollection.Failed failed}, which is logged and counted ({@code turnpike.memory.recall} by
 * {@code result}; its two parts, of those that succeeded, are {@code .embedding} and {@code
 * .search}). It costs the embedding of the message and one query, so callers leave it out for users
 * without memories (view {@code memory.known_users}).
 */
public final class MemoryRecall {

  private static final Logger log = LoggerFactory.getLogger(MemoryRecall.class);

  /**
   * How much of a long message is looked at, from its begin and from its end: what is asked mostly
   * stands there, and embedding takes time in proportion to the length: 100 words cost more than a
   * whole recall may take, these some 30 about half of it.
   */
  private static final int EXCERPT = 85;

  private final Embedder embedder;
  private final FactSearch facts;
  private final RecallSettings settings;
  private final MeterRegistry meters;
  private final Timer embeddings;
  private final Timer searches;

  public MemoryRecall(
      DataSource database, Embedder embedder, RecallSettings settings, MeterRegistry meters) {
    this.facts = new FactSearch(database, embedder.space(), settings);
    this.settings = settings;
    this.meters = meters;
    this.embeddings =
        timer(meters, ".embedding", "Of a recall that succeeded, making the message's embedding");
    this.searches = timer(meters, ".search", "Of a recall that succeeded, the search in Postgres");
    recalls("failed");
    this.embedder = embedder;
  }

  /**
   * The facts to tell the model, or that they can't be had now. An interrupted caller gets none and
   * stays interrupted.
   */
  public Recollection recall(String userId, String message) {
    Timer.Sample sample = Timer.start(meters);
    String result = "failed";
    try {
      long begin = System.nanoTime();
      Embedding embedding = TracedEmbedding.of(embedder, excerpt(message), settings.patience());
      long embedded = System.nanoTime();
      List<RecalledFact> recalled = facts.search(userId, embedding);
      embeddings.record(embedded - begin, TimeUnit.NANOSECONDS);
      searches.record(System.nanoTime() - embedded, TimeUnit.NANOSECONDS);
      result = recalled.isEmpty() ? "nothing" : "found";
      return new Recollection.Found(recalled);
    } catch (RuntimeException e) { // whatever it is, the turn goes on
      log.atWarn().addKeyValue("failure", e.getClass().getSimpleName()).log("Could not recall");
      return new Recollection.Failed(e.getClass().getSimpleName());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      result = "interrupted";
      return new Recollection.Failed("interrupted");
    } finally {
      sample.stop(recalls(result));
    }
  }

  private Timer recalls(String result) {
    return Timer.builder("turnpike.memory.recall")
        .description("Recalls of memories for a turn by their result")
        .tag("result", result)
        .register(meters);
  }

  private static Timer timer(MeterRegistry meters, String part, String description) {
    return Timer.builder("turnpike.memory.recall" + part).description(description).register(meters);
  }

  private static String excerpt(String message) {
    int length = message.length();
    return length <= 2 * EXCERPT
        ? message
        : message.substring(0, EXCERPT) + " " + message.substring(length - EXCERPT);
  }
}

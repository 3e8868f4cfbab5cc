package dev.turnpike.memory.recall;

import dev.turnpike.memory.embedding.Embedder;
import dev.turnpike.memory.embedding.Embedding;
import dev.turnpike.memory.embedding.EmbeddingUnavailableException;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.List;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/**
 * What is known about a user that has to do with a message, for the turn that answers it.
 *
 * <p>Never a reason for a turn to fail: when something is not there, nothing is recalled, which is
 * logged and counted ({@code turnpike.memory.recall} by {@code result}). It costs the embedding of
 * the message and one query, so callers leave it out for users without memories (view {@code
 * memory.known_users}).
 */
public final class MemoryRecall {

  private static final Logger log = LoggerFactory.getLogger(MemoryRecall.class);

  /**
   * How much of a long message is looked at, from its begin and from its end: what is asked mostly
   * stands there, and embedding takes time in proportion to the length.
   */
  private static final int EXCERPT = 300;

  private final Embedder embedder;
  private final FactSearch facts;
  private final RecallSettings settings;
  private final MeterRegistry meters;

  /** Begins to load the embedding model in the background. */
  public MemoryRecall(DataSource database, RecallSettings settings, MeterRegistry meters) {
    this(database, settings, meters, Embedder.shared());
  }

  MemoryRecall(
      DataSource database, RecallSettings settings, MeterRegistry meters, Embedder embedder) {
    this.facts = new FactSearch(database, settings);
    this.settings = settings;
    this.meters = meters;
    this.embedder = embedder;
  }

  /**
   * The facts to tell the model, the most similar one first; none when there are none or when they
   * can't be had now. An interrupted caller gets none and stays interrupted.
   */
  public List<RecalledFact> recall(String userId, String message) {
    Timer.Sample sample = Timer.start(meters);
    String result = "failed";
    try {
      Embedding embedding = embedder.embed(excerpt(message), settings.patience());
      List<RecalledFact> recalled = facts.search(userId, embedding);
      result = recalled.isEmpty() ? "nothing" : "found";
      return recalled;
    } catch (EmbeddingUnavailableException | DataAccessException e) {
      log.atWarn().addKeyValue("failure", e.getClass().getSimpleName()).log("Nothing recalled");
      return List.of();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      result = "interrupted";
      return List.of();
    } finally {
      sample.stop(meters.timer("turnpike.memory.recall", "result", result));
    }
  }

  private static String excerpt(String message) {
    int length = message.length();
    return length <= 2 * EXCERPT
        ? message
        : message.substring(0, EXCERPT) + " " + message.substring(length - EXCERPT);
  }
}

package dev.turnpike.memory.embedding;

import dev.turnpike.models.EmbeddingEndpoint;
import dev.turnpike.models.ModelException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Has texts turned into vectors by a server.
 *
 * <p>Whatever goes wrong is taken for an outage unless the server refuses this very text and takes
 * another: a server with a wrong key or name of the model refuses every text, and none of them is
 * to blame.
 */
final class RemoteEmbedder implements Embedder {

  /** Nobody's words. */
  private static final String HARMLESS = "ready";

  private final EmbeddingEndpoint endpoint;
  private final EmbeddingSpace space;
  private final int threads;

  /** Whether the last vector had another length than it was to have. */
  private volatile boolean misfit;

  RemoteEmbedder(EmbeddingEndpoint endpoint, EmbeddingProperties properties) {
    this.endpoint = endpoint;
    this.space = properties.space();
    // Who learns uses so many; the rest is for those who recall.
    this.threads = Math.max(1, properties.maxConcurrent() / 2);
  }

  @Override
  public Embedding embed(String text, Duration patience) throws InterruptedException {
    // On a thread of its own: a server may fall silent in mid-answer, which no timeout of its sees.
    var call = new FutureTask<>(() -> vector(text));
    Thread.ofVirtual().name("embedding").start(call);
    try {
      return Embedding.normalised(fitting(call.get(patience.toNanos(), TimeUnit.NANOSECONDS)));
    } catch (TimeoutException e) {
      throw new EmbeddingUnavailableException("No embedding within " + patience, e);
    } catch (ExecutionException e) {
      throw told(e.getCause());
    } finally {
      call.cancel(true);
    }
  }

  @Override
  public EmbeddingSpace space() {
    return space;
  }

  @Override
  public int threads() {
    return threads;
  }

  @Override
  public boolean broken() {
    return misfit;
  }

  private float[] vector(String text) throws ModelException, InterruptedException {
    try {
      return endpoint.vector(text);
    } catch (ModelException e) {
      if (e.kind() == ModelException.Kind.REJECTED) {
        var _ = endpoint.vector(HARMLESS);
        throw new UnusableTextException(space.model(), text.length(), e);
      }
      throw e;
    }
  }

  private float[] fitting(float[] vector) {
    misfit = vector.length != space.dimensions();
    if (misfit) {
      throw new EmbeddingUnavailableException(
          "The model %s gives vectors of %d dimensions and not of %d: correct EMBEDDINGS_DIMENSIONS"
              .formatted(space.model(), vector.length, space.dimensions()),
          null);
    }
    return vector;
  }

  private static RuntimeException told(@Nullable Throwable failure) {
    return switch (failure) {
      case UnusableTextException unusable -> unusable;
      case ModelException refused when refused.kind() == ModelException.Kind.UNAUTHORIZED ->
          new EmbeddingUnavailableException(
              "The server of embeddings refuses the key: check EMBEDDINGS_API_KEY", refused);
      case ModelException refused ->
          new EmbeddingUnavailableException("No embedding: " + refused.sentence(), refused);
      case null, default ->
          new EmbeddingUnavailableException("The server of embeddings failed", failure);
    };
  }
}

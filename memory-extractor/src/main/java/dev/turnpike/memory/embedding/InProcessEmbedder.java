package dev.turnpike.memory.embedding;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Turns texts into vectors on a few threads of its own, with a short queue: this is CPU-bound work,
 * and on virtual threads it would starve every stream of the process.
 *
 * <p>The model is loaded in the background, once for all services of a JVM since it takes well over
 * 100 MB, and stays. Until it is there, and when the queue is full, callers are refused or time
 * out; they never pile up.
 */
final class InProcessEmbedder implements Embedder {

  private static final int QUEUE = 64;

  /** Held by a class of its own, so that nothing is loaded before it is first asked for. */
  private static final class Shared {
    static final InProcessEmbedder EMBEDDER =
        new InProcessEmbedder(
            MiniLm::load, Math.max(1, Runtime.getRuntime().availableProcessors() / 2));
  }

  private final FutureTask<MiniLm> model;
  private final ThreadPoolExecutor pool;

  InProcessEmbedder(Callable<MiniLm> loader, int threads) {
    this.model = new FutureTask<>(loader);
    this.pool =
        new ThreadPoolExecutor(
            threads,
            threads,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(QUEUE),
            Thread.ofPlatform().daemon().name("embedding-", 0).factory());
    Thread.ofPlatform().daemon().name("embedding-load").start(model);
  }

  /** The one of this JVM; the first call begins to load it. */
  static Embedder shared() {
    return Shared.EMBEDDER;
  }

  @Override
  public EmbeddingSpace space() {
    return MiniLm.SPACE;
  }

  /** True when the model could not be loaded; then it never will be in this JVM. */
  @Override
  public boolean broken() {
    return model.state() == Future.State.FAILED;
  }

  @Override
  public int threads() {
    return pool.getCorePoolSize();
  }

  @Override
  public Embedding embed(String text, Duration patience) throws InterruptedException {
    Future<float[]> vector;
    try {
      vector = pool.submit(() -> model.get().vector(text));
    } catch (RejectedExecutionException e) {
      throw new EmbeddingUnavailableException("The queue for embeddings is full", e);
    }
    try {
      return new Embedding(vector.get(patience.toNanos(), TimeUnit.NANOSECONDS));
    } catch (TimeoutException e) {
      throw new EmbeddingUnavailableException("No embedding within " + patience, e);
    } catch (ExecutionException e) {
      throw new EmbeddingUnavailableException("The embedding model failed", e.getCause());
    } finally {
      vector.cancel(false);
    }
  }
}

package dev.turnpike.local;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Work side by side that fails as soon as one piece of it fails. What else is under way then is
 * left to itself: everything it starts goes to the {@link StopSequence}, which turns latecomers
 * away.
 */
final class Parallel implements AutoCloseable {

  private final ExecutorService threads =
      Executors.newThreadPerTaskExecutor(Thread.ofPlatform().daemon().name("start-", 1).factory());
  private final CompletionService<Object> finished = new ExecutorCompletionService<>(threads);
  private final List<Future<?>> all = new ArrayList<>();

  /** The result may be asked for after {@link #awaitAll}. */
  <T> Result<T> start(Callable<T> work) {
    Result<T> result = new Result<>();
    all.add(
        finished.submit(
            () -> {
              T value = work.call();
              result.value = value;
              return value;
            }));
    return result;
  }

  /** Rethrows what the first failing piece threw. */
  void awaitAll() throws Exception {
    for (int i = 0; i < all.size(); i++) {
      try {
        finished.take().get();
      } catch (ExecutionException e) {
        throw e.getCause() instanceof Exception cause ? cause : e;
      }
    }
  }

  @Override
  public void close() {
    threads.shutdown();
  }

  /** A value that is there once all pieces have ended well. */
  static final class Result<T> {
    private volatile @org.jspecify.annotations.Nullable T value;

    T get() {
      T present = value;
      if (present == null) {
        throw new IllegalStateException("Asked for before awaitAll returned.");
      }
      return present;
    }
  }
}

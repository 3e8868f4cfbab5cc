package dev.turnpike.ingress.accounts;

import dev.turnpike.ingress.problem.Problem;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Hashes on a few platform threads of its own, which can be told to stand back: on the virtual
 * threads it would starve every stream.
 *
 * <p>Invariants: whoever finds no place is refused before any work is done for them, so a storm
 * costs no query and no thread; so many wait as there are places, and nobody blocks a thread while
 * waiting.
 */
final class HashingPool implements AutoCloseable {
  /** Of what the average is that one measurement counts. */
  private static final int WEIGHT = 8;

  private final int places;
  private final int threads;
  private final ExecutorService hashing;
  private final Executor blocking;
  private final ReturnTimes returns;
  private final HashingMetrics metrics;
  private final AtomicInteger taken = new AtomicInteger();
  private final AtomicLong averageNanos = new AtomicLong();

  /**
   * @param blocking for what comes before a hash and blocks
   */
  HashingPool(
      PasswordProperties properties,
      Executor blocking,
      ReturnTimes returns,
      HashingMetrics metrics) {
    this.threads = properties.threads();
    this.places = properties.queue() + threads;
    this.blocking = blocking;
    this.returns = returns;
    this.metrics = metrics;
    this.hashing =
        Executors.newFixedThreadPool(
            threads, new BackgroundThreads("passwords-", properties.niceness()));
    metrics.watch(taken::get);
  }

  /**
   * Runs a look-up, then the hashing with what it found.
   *
   * @throws Problem 503 at once when there is no place
   */
  <A, B> CompletableFuture<B> run(Supplier<A> lookup, Function<A, B> work) {
    if (taken.incrementAndGet() > places) {
      taken.decrementAndGet();
      metrics.refused();
      throw busy();
    }
    try {
      return CompletableFuture.supplyAsync(lookup, blocking)
          .thenApplyAsync(found -> timed(work, found), hashing)
          .whenComplete((_, _) -> taken.decrementAndGet());
    } catch (RejectedExecutionException e) {
      taken.decrementAndGet();
      throw e;
    }
  }

  /** Measures, so that the first who are refused hear a true time. */
  void warmUp(Runnable oneHash) {
    hashing.execute(() -> timed(_ -> run(oneHash), oneHash));
  }

  @Override
  public void close() {
    hashing.shutdownNow();
  }

  private static boolean run(Runnable work) {
    work.run();
    return true;
  }

  private <A, B> B timed(Function<A, B> work, A found) {
    long begin = System.nanoTime();
    try {
      return work.apply(found);
    } finally {
      long nanos = System.nanoTime() - begin;
      averageNanos.updateAndGet(old -> old == 0 ? nanos : old + (nanos - old) / WEIGHT);
      metrics.hashed(Duration.ofNanos(nanos));
    }
  }

  private Problem busy() {
    Duration pace = Duration.ofNanos(averageNanos.get() / threads);
    return Problem.unavailable("busy", "Too many passwords are being checked: try again later.")
        .withRetryAfter(returns.next(taken.get(), pace).plusMillis(500));
  }
}

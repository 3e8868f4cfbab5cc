package dev.turnpike.ingress.operations;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Something that is read for operators, however many look: at most once per interval, never twice
 * at a time. While it can't be read, the last that was read stays, with its time and what is wrong.
 * Thread-safe.
 */
final class Source<T> {

  /**
   * The newest that is known.
   *
   * @param value null until it could be read for the first time
   * @param asOf when the value was read
   * @param problem why it could not be read last; null when it could
   */
  record Reading<T>(@Nullable T value, @Nullable Instant asOf, @Nullable String problem) {}

  private final String name;
  private final Callable<T> reader;
  private final Duration interval;
  private final Duration patience;
  private final Clock clock;
  // All below is guarded by this.
  private Reading<T> newest = new Reading<>(null, null, null);
  private @Nullable CompletableFuture<T> underWay;
  private Instant begun = Instant.MIN;

  /**
   * @param name for people, such as {@code Kafka}
   * @param patience how long a reader is waited for; it goes on in the background
   */
  Source(String name, Callable<T> reader, Duration interval, Duration patience, Clock clock) {
    this.name = name;
    this.reader = reader;
    this.interval = interval;
    this.patience = patience;
    this.clock = clock;
  }

  String name() {
    return name;
  }

  /** Begins a reading that is due; {@link #read} waits for it. */
  void begin() {
    var _ = due();
  }

  /** Waits for a reading that is due, within the patience. */
  Reading<T> read() throws InterruptedException {
    CompletableFuture<T> reading = due();
    if (reading != null) {
      await(reading);
    }
    synchronized (this) {
      return newest;
    }
  }

  private void await(CompletableFuture<T> reading) throws InterruptedException {
    try {
      var _ = reading.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      synchronized (this) {
        if (!reading.isDone()) { // then it is the one under way: there are never two
          String since =
              "%s has not answered for %d s."
                  .formatted(name, Duration.between(begun, clock.instant()).toSeconds());
          newest = new Reading<>(newest.value(), newest.asOf(), since);
        }
      }
    } catch (ExecutionException e) {
      return; // the reader has told it
    }
  }

  private synchronized @Nullable CompletableFuture<T> due() {
    if (underWay != null) {
      return underWay;
    }
    if (clock.instant().isBefore(begun.plus(interval))) {
      return null;
    }
    begun = clock.instant();
    CompletableFuture<T> reading = new CompletableFuture<>();
    underWay = reading;
    Thread.ofVirtual().name("operations-" + name).start(() -> fill(reading));
    return reading;
  }

  private void fill(CompletableFuture<T> reading) {
    try {
      T value = reader.call();
      synchronized (this) {
        newest = new Reading<>(value, clock.instant(), null);
        underWay = null;
      }
      reading.complete(value);
    } catch (Exception e) {
      synchronized (this) {
        newest = new Reading<>(newest.value(), newest.asOf(), Failures.sentence(name, e));
        underWay = null;
      }
      reading.completeExceptionally(e);
    }
  }
}

package dev.turnpike.agent.turns;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Ends turns whose time is over. One thread serves all turns of the worker. */
final class Deadlines implements AutoCloseable {

  private final ScheduledThreadPoolExecutor timer =
      new ScheduledThreadPoolExecutor(
          1, Thread.ofPlatform().daemon().name("turn-deadlines").factory());

  Deadlines() {
    timer.setRemoveOnCancelPolicy(true);
  }

  /** Asks {@code signal} for the end of its turn once {@code left} is over, unless cancelled. */
  Future<?> end(StopSignal signal, Duration left, Duration limit) {
    return timer.schedule(
        () -> signal.request(new StopSignal.Stop.OutOfTime(limit)),
        left.toMillis(),
        TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}

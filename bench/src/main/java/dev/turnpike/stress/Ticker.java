package dev.turnpike.stress;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Says every few seconds how far something is, until it is closed. */
final class Ticker implements AutoCloseable {
  private static final int SECONDS = 5;

  private final ScheduledExecutorService timer;

  private Ticker(ScheduledExecutorService timer) {
    this.timer = timer;
  }

  static Ticker start(Runnable tell) {
    ScheduledExecutorService timer =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("ticker").factory());
    var _ = timer.scheduleAtFixedRate(tell, SECONDS, SECONDS, TimeUnit.SECONDS);
    return new Ticker(timer);
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}

package dev.turnpike.ingress.limits.rates;

import dev.turnpike.ingress.limits.rates.CountTable.Change;
import dev.turnpike.ingress.limits.rates.CountTable.Place;
import dev.turnpike.ingress.limits.rates.Counter.Share;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Tells the other nodes what this one counted, and hears what they did, some times a second behind
 * the decisions; at once where it is urgent. One thread, one statement for all that was touched.
 *
 * <p>While the database is away, or whatever else is wrong with it, each node goes on with what it
 * knows, and tells the rest when it is back.
 */
final class CountExchange implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(CountExchange.class);
  private static final Duration PAUSE_AFTER_FAILURE = Duration.ofMillis(500);
  private static final Duration LEAST_PAUSE = Duration.ofMillis(10);
  private static final Duration TIDY_INTERVAL = Duration.ofSeconds(10);
  private static final Duration PATIENCE_AT_STOP = Duration.ofSeconds(2);
  private static final int BATCH = 1_000;

  private final Counters counters;
  private final CountTable table;
  private final Duration interval;
  private final Clock clock;
  private final RateMeters meters;
  private final Semaphore wake = new Semaphore(0);
  private long nextTidying; // of the thread
  private boolean away; // of the thread
  private volatile boolean running;
  private @Nullable Thread thread; // guarded by this

  CountExchange(
      Counters counters, CountTable table, Duration interval, Clock clock, RateMeters meters) {
    this.counters = counters;
    this.table = table;
    this.interval = interval;
    this.clock = clock;
    this.meters = meters;
    counters.onUrgent(wake::release);
  }

  @Override
  public synchronized void start() {
    if (!running) {
      running = true;
      thread = Thread.ofVirtual().name("rate-counts").start(this::run);
    }
  }

  /** Tells what is left, once. */
  @Override
  public synchronized void stop() {
    running = false;
    wake.release();
    if (thread != null) {
      try {
        var _ = thread.join(PATIENCE_AT_STOP);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Not when nothing is limited. */
  @Override
  public boolean isAutoStartup() {
    return counters.isLimiting();
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  /** Stopped after the web server. */
  @Override
  public int getPhase() {
    return 0;
  }

  private void run() {
    try {
      while (running) {
        var _ = wake.tryAcquire(interval.toMillis(), TimeUnit.MILLISECONDS);
        wake.drainPermits();
        boolean done = round();
        Thread.sleep(done ? LEAST_PAUSE : PAUSE_AFTER_FAILURE);
      }
      var _ = round();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whatever fails, the next one is tried. */
  private boolean round() {
    try {
      boolean done = exchange();
      tidy();
      return done;
    } catch (RuntimeException e) {
      failed(e);
      return false;
    }
  }

  /** False when the table can't be reached; nothing is lost then. */
  boolean exchange() {
    List<Counter> batch;
    do {
      batch = counters.touched(BATCH);
      if (!batch.isEmpty() && !exchange(batch)) {
        return false;
      }
    } while (batch.size() == BATCH);
    return true;
  }

  private boolean exchange(List<Counter> batch) {
    long now = clock.millis();
    List<Share> shares = new ArrayList<>();
    batch.forEach(counter -> shares.addAll(counter.shares(now)));
    try {
      Map<Place, Long> totals = table.add(shares.stream().map(CountExchange::change).toList());
      for (Share share : shares) {
        share.counter().heard(share.slot(), totals.getOrDefault(place(share), 0L));
      }
      back();
      return true;
    } catch (RuntimeException e) {
      for (Share share : shares) {
        share.counter().failed(share.slot());
      }
      batch.forEach(counters::touch);
      failed(e);
      return false;
    }
  }

  private static Change change(Share share) {
    return new Change(place(share), share.added(), share.expiresAt());
  }

  private static Place place(Share share) {
    return new Place(share.bucket(), share.slot().number());
  }

  private void back() {
    if (away) {
      log.info("Rate limits are shared again");
      away = false;
    }
  }

  private void failed(RuntimeException failure) {
    meters.exchangeFailed();
    if (!away) {
      log.atWarn()
          .setCause(failure)
          .log("Rate limits are not shared: this node goes by what it knows");
      away = true;
    }
  }

  private void tidy() {
    long now = clock.millis();
    if (now < nextTidying) {
      if (counters.isNearBound()) {
        counters.tidy();
      }
      return;
    }
    counters.tidy();
    nextTidying = now + TIDY_INTERVAL.toMillis();
    try {
      for (int deleted = BATCH; deleted == BATCH && running; ) {
        deleted = table.deleteExpired(now, BATCH);
      }
    } catch (RuntimeException e) {
      failed(e);
    }
  }
}

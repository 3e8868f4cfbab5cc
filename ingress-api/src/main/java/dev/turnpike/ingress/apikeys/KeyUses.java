package dev.turnpike.ingress.apikeys;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Writes down when keys were last used, behind the calls and twice a minute.
 *
 * <p>Invariants: marking a use never waits; what waits to be written is no more than the keys there
 * are. A crash loses the newest times.
 */
final class KeyUses implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(KeyUses.class);
  private static final Duration INTERVAL = Duration.ofSeconds(30);
  private static final Duration PATIENCE_AT_STOP = Duration.ofSeconds(2);

  /** Where they go. */
  interface Table {
    void used(Map<String, Instant> times);
  }

  private final Table table;
  private final Clock clock;
  private final Map<String, Instant> waiting = new ConcurrentHashMap<>();
  private volatile boolean failed;
  private volatile boolean running;
  private @Nullable Thread writer; // guarded by this

  KeyUses(Table table, Clock clock) {
    this.table = table;
    this.clock = clock;
  }

  void mark(String keyId) {
    waiting.put(keyId, clock.instant());
  }

  @Override
  public synchronized void start() {
    if (!running) {
      running = true;
      writer = Thread.ofVirtual().name("key-uses").start(this::run);
    }
  }

  @Override
  public synchronized void stop() {
    running = false;
    if (writer != null) {
      writer.interrupt();
      try {
        var _ = writer.join(PATIENCE_AT_STOP);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      write();
      writer = null;
    }
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
    while (running) {
      try {
        Thread.sleep(INTERVAL);
      } catch (InterruptedException e) {
        return;
      }
      write();
    }
  }

  /** What can't be written now waits for the next time. */
  void write() {
    Map<String, Instant> times = new HashMap<>(waiting);
    if (times.isEmpty()) {
      return;
    }
    try {
      table.used(times);
      times.forEach(waiting::remove);
      failed = false;
    } catch (RuntimeException e) {
      if (!failed) {
        log.atWarn().setCause(e).log("Uses of keys not written yet");
      }
      failed = true;
    }
  }
}

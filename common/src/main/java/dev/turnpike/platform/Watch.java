package dev.turnpike.platform;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Whether one thing that the service lives on (Kafka, the registry, the database) is there, found
 * out in the background, so that asking costs nothing. Two failed probes in a row mean down; one
 * that succeeds means up.
 *
 * <p>Invariant: {@link #state()} never blocks, and starts as up, since the start-up checks have
 * just passed.
 */
public final class Watch implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(Watch.class);

  /** Asks the thing once. Used by the watch's own thread only; may keep a connection. */
  interface Probe extends AutoCloseable {
    void probe() throws Exception;

    @Override
    default void close() {}
  }

  /** Up or down, since when; the reason says why it is down and is for logs, not for clients. */
  public record State(boolean up, Instant since, String reason) {}

  private final String name;
  private final Probe probe;
  private final Duration interval;
  private final Clock clock;
  private volatile State state;
  private volatile boolean running;
  private @Nullable Thread thread; // guarded by this

  Watch(String name, Probe probe, Duration interval, Clock clock) {
    this.name = name;
    this.probe = probe;
    this.interval = interval;
    this.clock = clock;
    this.state = new State(true, clock.instant(), "");
  }

  /** What is watched: {@code kafka}, {@code registry} or {@code database}. */
  public String name() {
    return name;
  }

  public State state() {
    return state;
  }

  public boolean isUp() {
    return state.up();
  }

  @Override
  public synchronized void start() {
    if (!running) {
      running = true;
      thread = Thread.ofVirtual().name("watch-" + name).start(this::run);
    }
  }

  @Override
  public synchronized void stop() {
    running = false;
    if (thread != null) {
      thread.interrupt();
      thread = null;
    }
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  /** Early to start, late to stop. */
  @Override
  public int getPhase() {
    return 0;
  }

  private void run() {
    try (probe) {
      int failures = 0;
      while (running) {
        failures = probeOnce(failures);
        Thread.sleep(failures == 0 ? interval : interval.dividedBy(4));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private int probeOnce(int failures) throws InterruptedException {
    try {
      probe.probe();
      if (!state.up()) {
        state = new State(true, clock.instant(), "");
        log.atInfo().addKeyValue("component", name).log("Back up");
      }
      return 0;
    } catch (InterruptedException e) {
      throw e;
    } catch (Exception e) {
      if (failures >= 1 && state.up()) {
        state = new State(false, clock.instant(), Reasons.of(e));
        log.atWarn()
            .addKeyValue("component", name)
            .addKeyValue("reason", state.reason())
            .log("Down");
      }
      return failures + 1;
    }
  }
}

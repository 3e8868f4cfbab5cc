package dev.turnpike.local;

import dev.turnpike.operations.console.Refusal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stops what was started, users first and what they use last, within a time that is fixed from the
 * beginning. It may be asked to stop while parts are still starting: a part that comes too late is
 * closed at once, and its starter is told.
 */
public final class StopSequence {

  private static final Logger log = LoggerFactory.getLogger(StopSequence.class);

  /** In the order of stopping, with the longest time that parts of this rank may take together. */
  public enum Rank {
    ANNOUNCEMENT(Duration.ofMillis(500)),
    INGRESS(Duration.ofSeconds(3)),
    SERVICES(Duration.ofSeconds(3)),
    MODEL(Duration.ofMillis(500)),
    REGISTRY(Duration.ofMillis(500)),
    BROKER(Duration.ofSeconds(4)),
    DATABASE(Duration.ofSeconds(3)),
    FOLDER(Duration.ofSeconds(1));

    private final Duration limit;

    Rank(Duration limit) {
      this.limit = limit;
    }
  }

  private record Part(String name, AutoCloseable closeable) {}

  private final Map<Rank, List<Part>> parts = new EnumMap<>(Rank.class);
  private final Duration limit;
  private boolean stopping;

  public StopSequence(Duration limit) {
    this.limit = limit;
  }

  /** Hands a started part over; the sequence closes it from now on. */
  public <T extends AutoCloseable> T add(Rank rank, String name, T part) {
    synchronized (this) {
      if (!stopping) {
        parts.computeIfAbsent(rank, _ -> new ArrayList<>()).add(new Part(name, part));
        return part;
      }
    }
    close(new Part(name, part));
    throw new Refusal("Stopped while " + name + " was starting.");
  }

  public synchronized boolean stopping() {
    return stopping;
  }

  /**
   * Closes everything, once; later calls do nothing.
   *
   * @return the names of the parts that did not stop in time
   */
  public List<String> stop() {
    synchronized (this) {
      if (stopping) {
        return List.of();
      }
      stopping = true;
    }
    long deadline = System.nanoTime() + limit.toNanos();
    List<String> late = new ArrayList<>();
    for (Rank rank : Rank.values()) {
      long left = Math.min(rank.limit.toNanos(), deadline - System.nanoTime());
      late.addAll(closeAll(parts.getOrDefault(rank, List.of()), left));
    }
    return late;
  }

  /** Side by side. */
  private static List<String> closeAll(List<Part> parts, long nanos) {
    long deadline = System.nanoTime() + nanos;
    Map<String, CountDownLatch> closed = new java.util.LinkedHashMap<>();
    for (Part part : parts) {
      CountDownLatch done = new CountDownLatch(1);
      closed.put(part.name(), done);
      Thread.ofPlatform()
          .daemon()
          .name("stop-" + part.name())
          .start(
              () -> {
                close(part);
                done.countDown();
              });
    }
    List<String> late = new ArrayList<>();
    closed.forEach(
        (name, done) -> {
          if (!await(done, deadline - System.nanoTime())) {
            late.add(name);
            log.atWarn().addKeyValue("part", name).log("Did not stop in time");
          }
        });
    return late;
  }

  private static boolean await(CountDownLatch done, long nanos) {
    try {
      return done.await(Math.max(0, nanos), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static void close(Part part) {
    try {
      part.closeable().close();
    } catch (Exception e) {
      log.atWarn().addKeyValue("part", part.name()).setCause(e).log("Did not stop cleanly");
    }
  }
}

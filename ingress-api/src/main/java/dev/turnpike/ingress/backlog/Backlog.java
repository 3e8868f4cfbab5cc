package dev.turnpike.ingress.backlog;

import dev.turnpike.ingress.problem.Problem;
import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.LongSupplier;
import org.springframework.http.HttpStatus;

/**
 * The turns that this node accepted and no worker has begun, and how long one more would wait among
 * them: as many as wait, divided by how many begin per second. Thread-safe.
 *
 * <p>A turn that waits for another one of its session says nothing about the workers and is not
 * counted. Neither is one that has waited too long while later ones began: something is wrong with
 * it or its partition, and others can start.
 */
public final class Backlog {
  /** So few say nothing about a rate. */
  private static final int FEW = 16;

  /** Fewer that do not begin may have sessions that are busy in a way not known here. */
  private static final int SEVERAL = 3;

  private static final Duration WARM_UP = Duration.ofSeconds(2);

  /** When nothing begins, so often one turn finds out whether that has changed. */
  private static final Duration PROBE_INTERVAL = Duration.ofSeconds(1);

  private static final Duration RATE_SPAN = Duration.ofSeconds(5);
  private static final long LONGEST_PAUSE = 60;

  private final long maxWait;
  private final LongSupplier clock;
  // All below is guarded by this.
  private final Map<UUID, Long> waiting = new LinkedHashMap<>();
  private final Map<String, Integer> openBySession = new HashMap<>();
  private final BeginRate rate = new BeginRate();
  private long newestBegun;
  private long busySince;
  private long lastProbe;

  /**
   * @param clock nanoseconds, as of {@link System#nanoTime}
   */
  public Backlog(Duration maxWait, LongSupplier clock) {
    this.maxWait = maxWait.toNanos();
    this.clock = clock;
    this.newestBegun = clock.getAsLong();
    this.lastProbe = newestBegun - PROBE_INTERVAL.toNanos();
  }

  /**
   * @throws Problem 429 when a turn that is accepted now would begin too late
   */
  public synchronized void require() {
    long now = clock.getAsLong();
    long wait = expectedWait(now);
    if (wait < maxWait || isProbe(now)) {
      return;
    }
    String detail =
        "%d turns wait for a worker, and a new one would begin in about %d s; no more than %d s are allowed: try again later."
            .formatted(waiting.size(), seconds(wait), seconds(maxWait));
    long pause = Math.clamp(seconds(wait - maxWait), 1, LONGEST_PAUSE);
    throw Problem.of(HttpStatus.TOO_MANY_REQUESTS, "overloaded", detail)
        .withRetryAfter(Duration.ofSeconds(pause));
  }

  /** A turn that is about to be accepted. */
  public synchronized WaitingTurn enter(UUID turn, String session) {
    long now = clock.getAsLong();
    if (openBySession.merge(session, 1, Integer::sum) == 1) {
      if (waiting.isEmpty()) {
        busySince = now;
      }
      waiting.put(turn, now);
    }
    return new WaitingTurn(this, turn, session);
  }

  synchronized void began(UUID turn) {
    Long since = waiting.remove(turn);
    if (since != null) {
      newestBegun = Math.max(newestBegun, since);
      rate.began(clock.getAsLong());
    }
  }

  /** Ended, refused, or nobody here follows it any longer. */
  synchronized void left(UUID turn, String session) {
    waiting.remove(turn);
    openBySession.computeIfPresent(session, (_, open) -> open == 1 ? null : open - 1);
  }

  synchronized int size() {
    return waiting.size();
  }

  /**
   * At a moment.
   *
   * @param oldest how long the one has waited that has waited longest
   * @param expected as of {@link #expectedWait}
   * @param begun turns per second that a worker has begun, over the last five seconds
   */
  public record State(int waiting, Duration oldest, Duration expected, double begun) {}

  /** For operators. */
  public synchronized State state() {
    long now = clock.getAsLong();
    long expected = expectedWait(now);
    long oldest = waiting.isEmpty() ? 0 : now - waiting.values().iterator().next();
    double begun = rate.perSecond(now - RATE_SPAN.toNanos(), now);
    return new State(waiting.size(), Duration.ofNanos(oldest), Duration.ofNanos(expected), begun);
  }

  /** Zero while too little is known to tell. */
  synchronized Duration expectedWait() {
    return Duration.ofNanos(expectedWait(clock.getAsLong()));
  }

  private long expectedWait(long now) {
    dropStragglers(now);
    if (waiting.isEmpty()) {
      return 0;
    }
    long oldest = now - waiting.values().iterator().next();
    if (oldest >= maxWait && waiting.size() >= SEVERAL) {
      return oldest; // And nothing that came later has begun.
    }
    if (waiting.size() < FEW || now - busySince < WARM_UP.toNanos()) {
      return 0;
    }
    double perSecond = rate.perSecond(busySince, now);
    return perSecond == 0 ? oldest : (long) (waiting.size() / perSecond * 1e9);
  }

  private void dropStragglers(long now) {
    Iterator<Long> oldest = waiting.values().iterator();
    while (oldest.hasNext()) {
      long since = oldest.next();
      if (now - since < maxWait || since >= newestBegun) {
        return;
      }
      oldest.remove();
    }
  }

  private boolean isProbe(long now) {
    boolean nothingBegins = rate.perSecond(now - PROBE_INTERVAL.toNanos(), now) == 0;
    if (!nothingBegins || now - lastProbe < PROBE_INTERVAL.toNanos()) {
      return false;
    }
    lastProbe = now;
    return true;
  }

  private static long seconds(long nanos) {
    return Math.ceilDiv(nanos, 1_000_000_000L);
  }
}

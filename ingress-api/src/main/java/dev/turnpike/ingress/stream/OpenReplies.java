package dev.turnpike.ingress.stream;

import dev.turnpike.ingress.problem.Problem;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.context.SmartLifecycle;
import org.springframework.http.HttpStatus;

/**
 * All replies that clients wait for on this node. Keeps idle ones alive, and ends them before the
 * web server stops, which would otherwise wait for them.
 */
public final class OpenReplies implements SmartLifecycle {
  private static final Duration PAUSE_WHEN_FULL = Duration.ofSeconds(5);
  private static final Duration PATIENCE_AFTER_CUT = Duration.ofSeconds(2);

  /** A reply that is under way. */
  public interface Reply {
    /** Called a few times per heartbeat; must not block. */
    default void beat() {}

    /** The node is going to stop: end now if the client can go on elsewhere. */
    void stop();

    /** The node stops: end now, telling the client why. */
    void cut();
  }

  private final Set<Reply> replies = ConcurrentHashMap.newKeySet();
  private final Duration tick;
  private final Duration grace;
  private final int most;
  private volatile boolean running;

  OpenReplies(Duration heartbeat, Duration grace, int most, MeterRegistry meters) {
    this.tick = heartbeat.dividedBy(5);
    this.grace = grace;
    this.most = most;
    Gauge.builder("turnpike.streams.open", replies, Set::size)
        .description("Replies that clients wait for, streamed or not")
        .register(meters);
  }

  /**
   * @throws Problem 429 when as many wait as this node has memory for
   */
  public void requireRoom() {
    if (replies.size() >= most) {
      String detail =
          "%d answers are under way on this node, and no more are allowed: try again later."
              .formatted(replies.size());
      throw Problem.of(HttpStatus.TOO_MANY_REQUESTS, "overloaded", detail)
          .withRetryAfter(PAUSE_WHEN_FULL);
    }
  }

  /** Whoever comes while the node stops is ended at once. */
  public void add(Reply reply) {
    replies.add(reply);
    if (!running) {
      reply.cut();
    }
  }

  public void remove(Reply reply) {
    replies.remove(reply);
  }

  /** How many clients wait. */
  public int size() {
    return replies.size();
  }

  @Override
  public synchronized void start() {
    if (!running) {
      running = true;
      Thread.ofVirtual().name("heartbeats").start(this::run);
    }
  }

  /** Those that can't go on elsewhere may finish within the grace. */
  @Override
  public synchronized void stop() {
    running = false;
    try {
      replies.forEach(Reply::stop);
      awaitNone(grace);
      replies.forEach(Reply::cut);
      awaitNone(PATIENCE_AFTER_CUT);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void awaitNone(Duration patience) throws InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    while (!replies.isEmpty() && System.nanoTime() < deadline) {
      Thread.sleep(Duration.ofMillis(10));
    }
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  /** The last to start and the first to stop. */
  @Override
  public int getPhase() {
    return DEFAULT_PHASE;
  }

  private void run() {
    try {
      while (running) {
        replies.forEach(Reply::beat);
        Thread.sleep(tick);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

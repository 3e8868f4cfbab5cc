package dev.turnpike.ingress.commands;

import dev.turnpike.events.CancelTurn;
import dev.turnpike.events.TurnCommand;
import dev.turnpike.telemetry.LogContext;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Turns that were refused although they may have reached the log: each gets a CancelTurn that also
 * forgets it, as soon as Kafka takes one, so that a refused turn never answers in the session's
 * history.
 *
 * <p>Invariants: the list never drops a turn; when it is full, no further turn is accepted. While a
 * turn of a session stands here, the session takes no other, so that the cancel always comes first.
 */
final class Withdrawals implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(Withdrawals.class);
  private static final Duration PAUSE = Duration.ofMillis(200);
  static final int LIMIT = 10_000;

  /** Whether Kafka is there. */
  interface Reachable {
    boolean isUp();
  }

  private final CommandLog commands;
  private final Reachable kafka;
  private final Clock clock;
  private final ConcurrentMap<UUID, TurnCommand> pending = new ConcurrentHashMap<>();
  private final ConcurrentMap<String, Integer> sessions = new ConcurrentHashMap<>();
  private volatile boolean running;

  Withdrawals(CommandLog commands, Reachable kafka, Clock clock) {
    this.commands = commands;
    this.kafka = kafka;
    this.clock = clock;
  }

  void add(TurnCommand refused) {
    sessions.merge(refused.getSessionId(), 1, Integer::sum);
    pending.put(refused.getTurnId(), refused);
  }

  boolean concerns(String sessionId) {
    return sessions.containsKey(sessionId);
  }

  boolean isFull() {
    return pending.size() >= LIMIT;
  }

  int size() {
    return pending.size();
  }

  @Override
  public synchronized void start() {
    if (!running) {
      running = true;
      Thread.ofVirtual().name("withdrawals").start(this::run);
    }
  }

  @Override
  public synchronized void stop() {
    running = false;
    for (TurnCommand refused : pending.values()) {
      LogContext.of(refused)
          .during(() -> log.atWarn().log("Stopping before a refused turn was withdrawn"));
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
    try {
      while (running) {
        if (!pending.isEmpty() && kafka.isUp()) {
          withdrawAll();
        }
        Thread.sleep(PAUSE);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** All at once: the producer keeps those of one session in order. */
  private void withdrawAll() throws InterruptedException {
    List<Map.Entry<TurnCommand, CompletableFuture<Void>>> sent =
        pending.values().stream()
            .map(refused -> Map.entry(refused, commands.append(cancelOf(refused))))
            .toList();
    for (var each : sent) {
      try {
        each.getValue().get();
        settle(each.getKey());
      } catch (ExecutionException e) {
        LogContext.of(each.getKey()).during(() -> log.atDebug().log("Withdrawal to be retried"));
      }
    }
  }

  private void settle(TurnCommand refused) {
    pending.remove(refused.getTurnId());
    sessions.computeIfPresent(refused.getSessionId(), (_, n) -> n == 1 ? null : n - 1);
    LogContext.of(refused).during(() -> log.atInfo().log("Refused turn withdrawn"));
  }

  private TurnCommand cancelOf(TurnCommand refused) {
    return TurnCommand.newBuilder(refused)
        .setAcceptedAt(clock.instant())
        .setBody(
            CancelTurn.newBuilder()
                .setReason(
                    "The ingress refused the turn, since Kafka did not acknowledge it in time.")
                .setForget(true)
                .build())
        .build();
  }
}

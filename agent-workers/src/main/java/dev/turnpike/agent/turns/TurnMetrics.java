package dev.turnpike.agent.turns;

import dev.turnpike.events.CompletedTurn;
import dev.turnpike.events.TurnCommand;
import dev.turnpike.events.TurnStatus;
import dev.turnpike.metrics.Buckets;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/**
 * What the engine counts and times. An agent that a client asks for and that is not there has the
 * label {@code other}.
 */
final class TurnMetrics {

  private static final Set<TurnStatus> ENDS =
      EnumSet.of(TurnStatus.COMPLETED, TurnStatus.FAILED, TurnStatus.CANCELLED);

  private final MeterRegistry registry;
  private final Set<String> agents;
  private final Clock clock;
  private final Timer queueWait;
  private final Timer timeToFirstToken;
  private final Counter attempts;
  private final Counter retries;
  private final Counter fenced;
  private final TurnTally tally = new TurnTally();

  TurnMetrics(MeterRegistry registry, RunningTurns running, Set<String> agents, Clock clock) {
    this.registry = registry;
    this.agents = Set.copyOf(agents);
    this.clock = clock;
    this.queueWait =
        Buckets.wait(Timer.builder("turnpike.turns.queue.wait"))
            .description("From accepted by the ingress to claimed by a worker")
            .register(registry);
    this.timeToFirstToken =
        Buckets.wait(Timer.builder("turnpike.turns.first.token"))
            .description("From accepted by the ingress to the first piece of the answer sent")
            .register(registry);
    this.attempts = counter("attempts", "Claims of turns that were granted");
    this.retries = counter("retries", "Claims of turns that an earlier attempt had not ended");
    this.fenced = counter("fenced", "Attempts that were given up, a higher one having begun");
    Gauge.builder("turnpike.turns.in.flight", running, RunningTurns::size)
        .description("Turns that this worker works on, or waits to claim")
        .register(registry);
    for (TurnStatus status : ENDS) {
      this.agents.forEach(agent -> ended(agent, status));
      duration(status);
    }
  }

  void claimed(TurnCommand command, Claim.Granted claim) {
    attempts.increment();
    if (claim.attempt() == 1) {
      var waited = Duration.between(command.getAcceptedAt(), clock.instant());
      queueWait.record(waited);
      tally.waited(waited);
    } else {
      retries.increment();
      tally.retried();
    }
  }

  void fenced() {
    fenced.increment();
  }

  /** The same in numbers that reports can carry. */
  TurnTally tally() {
    return tally;
  }

  void finished(CompletedTurn turn) {
    tally.ended(turn.getStatus());
    var timings = turn.getTimings();
    if (timings.getFirstTokenAt() != null) {
      var untilFirstToken = Duration.between(timings.getAcceptedAt(), timings.getFirstTokenAt());
      timeToFirstToken.record(untilFirstToken);
      tally.spoke(untilFirstToken);
    }
    duration(turn.getStatus())
        .record(Duration.between(timings.getAcceptedAt(), timings.getFinishedAt()));
    ended(agents.contains(turn.getAgent()) ? turn.getAgent() : "other", turn.getStatus())
        .increment();
    if (turn.getStatus() == TurnStatus.FAILED && turn.getError() != null) {
      Counter.builder("turnpike.turns.errors")
          .description("Turns that failed, by the code of their error")
          .tag("code", turn.getError().getCode())
          .register(registry)
          .increment();
    }
  }

  private Counter ended(String agent, TurnStatus status) {
    return Counter.builder("turnpike.turns.ended")
        .description("Turns that came to their end")
        .tags("agent", agent, "status", label(status))
        .register(registry);
  }

  private Timer duration(TurnStatus status) {
    return Buckets.longWork(Timer.builder("turnpike.turns.duration"))
        .description("From accepted by the ingress to the end of the turn")
        .tag("status", label(status))
        .register(registry);
  }

  private Counter counter(String name, String description) {
    return Counter.builder("turnpike.turns." + name).description(description).register(registry);
  }

  private static String label(TurnStatus status) {
    return status.name().toLowerCase(Locale.ROOT);
  }
}

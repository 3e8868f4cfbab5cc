package dev.turnpike.analytics.rollup;

import static java.time.temporal.ChronoUnit.MICROS;

import dev.turnpike.events.CompletedTurn;
import dev.turnpike.events.Granularity;
import dev.turnpike.events.Rollup;
import dev.turnpike.events.Step;
import dev.turnpike.events.StepKind;
import dev.turnpike.events.Timings;
import dev.turnpike.events.TurnRollup;
import dev.turnpike.events.TurnStatus;
import dev.turnpike.events.Usage;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** One turn as a rollup: what is counted of it, without any text. */
public final class TurnEntry {

  private TurnEntry() {}

  public static Rollup of(CompletedTurn turn) {
    Timings timings = turn.getTimings();
    Usage usage = turn.getUsage();
    Long cost = usage.getCostNanoUsd();
    Durations total = new Durations();
    total.add(timings.getAcceptedAt().until(timings.getFinishedAt(), MICROS));
    Durations added = new Durations();
    added.add(
        total.max()
            - busyMicros(turn.getSteps(), timings.getAcceptedAt(), timings.getFinishedAt()));
    Durations firstToken = new Durations();
    if (timings.getFirstTokenAt() != null) {
      firstToken.add(timings.getAcceptedAt().until(timings.getFirstTokenAt(), MICROS));
    }
    TurnRollup body =
        TurnRollup.newBuilder()
            .setAgent(turn.getAgent())
            .setModel(model(turn))
            .setPromptVersion(turn.getPromptVersion())
            .setStatus(turn.getStatus())
            .setTurns(1)
            .setCompleted(turn.getStatus() == TurnStatus.COMPLETED ? 1 : 0)
            .setSimulated(turn.getSimulated() ? 1 : 0)
            .setRestarted(turn.getAttempts() > 1 ? 1 : 0)
            .setRestarts(Math.max(0, turn.getAttempts() - 1))
            .setFallbacks(models(turn) > 1 ? 1 : 0)
            .setInputTokens(usage.getInputTokens())
            .setCachedInputTokens(usage.getCachedInputTokens())
            .setOutputTokens(usage.getOutputTokens())
            .setReasoningTokens(usage.getReasoningTokens())
            .setCostNanoUsd(cost == null ? 0 : cost)
            .setUnpriced(cost == null ? 1 : 0)
            .setErrors(turn.getError() == null ? Map.of() : Map.of(turn.getError().getCode(), 1L))
            .setTotal(total.sketch())
            .setAdded(added.sketch())
            .setFirstToken(firstToken.sketch())
            .build();
    Instant at = timings.getFinishedAt();
    return new Rollup(Granularity.UNKNOWN, at, at, false, body);
  }

  /** How long at least one step was under way, between two instants. */
  static long busyMicros(List<Step> steps, Instant from, Instant to) {
    long busy = 0;
    Instant until = from;
    for (Step step : steps.stream().sorted(Comparator.comparing(Step::getStartedAt)).toList()) {
      Instant start = later(step.getStartedAt(), until);
      Instant end = step.getFinishedAt().isBefore(to) ? step.getFinishedAt() : to;
      if (end.isAfter(start)) {
        busy += start.until(end, MICROS);
        until = end;
      }
    }
    return busy;
  }

  private static Instant later(Instant a, Instant b) {
    return a.isAfter(b) ? a : b;
  }

  /** The simulated model's name carries settings, as in {@code sim:ttft=0}, without any bound. */
  private static String model(CompletedTurn turn) {
    int settings = turn.getSimulated() ? turn.getModel().indexOf(':') : -1;
    return settings < 0 ? turn.getModel() : turn.getModel().substring(0, settings);
  }

  private static long models(CompletedTurn turn) {
    return turn.getSteps().stream()
        .filter(step -> step.getKind() == StepKind.MODEL_CALL)
        .map(Step::getName)
        .distinct()
        .count();
  }
}

package dev.turnpike.ingress.turns;

import dev.turnpike.events.CompletedTurn;
import dev.turnpike.events.Step;
import dev.turnpike.events.TurnError;
import dev.turnpike.events.Usage;
import java.math.BigDecimal;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The report of a turn that has ended, from its stored record. */
final class EndedReport {
  private static final int NANO = 9;

  private EndedReport() {}

  static TurnReport of(CompletedTurn turn) {
    TurnError error = turn.getError();
    var timings = turn.getTimings();
    return new TurnReport(
        turn.getTurnId(),
        turn.getSessionId(),
        turn.getStatus().name().toLowerCase(Locale.ROOT),
        turn.getAttempts(),
        turn.getAgent(),
        turn.getPromptVersion(),
        turn.getModel(),
        turn.getSimulated(),
        turn.getAnswer(),
        turn.getFinishReason(),
        error == null ? null : new TurnReport.Failure(error.getCode(), error.getMessage()),
        turn.getSteps().stream().map(EndedReport::step).toList(),
        turn.getRecalled().stream()
            .map(each -> new TurnReport.Memory(each.getMemoryId(), each.getText()))
            .toList(),
        usage(turn.getUsage()),
        cost(turn.getUsage().getCostNanoUsd()),
        new TurnReport.Timings(
            timings.getAcceptedAt(),
            timings.getStartedAt(),
            timings.getFirstTokenAt(),
            timings.getFinishedAt()),
        turn.getReplaces(),
        TurnLinks.of(turn.getTurnId()));
  }

  private static TurnReport.Step step(Step step) {
    return new TurnReport.Step(
        step.getIndex(),
        step.getKind().name().toLowerCase(Locale.ROOT),
        step.getName(),
        step.getAttempt(),
        step.getError() != null,
        step.getStartedAt(),
        step.getFinishedAt(),
        step.getUsage() == null ? null : usage(step.getUsage()));
  }

  private static TurnReport.Usage usage(Usage usage) {
    return new TurnReport.Usage(
        usage.getInputTokens(),
        usage.getCachedInputTokens(),
        usage.getOutputTokens(),
        usage.getReasoningTokens(),
        usage.getEstimated());
  }

  private static @Nullable BigDecimal cost(@Nullable Long nanoUsd) {
    return nanoUsd == null ? null : BigDecimal.valueOf(nanoUsd, NANO);
  }
}

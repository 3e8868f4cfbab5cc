package dev.turnpike.agent.turns;

import dev.turnpike.agent.tools.RecalledMemories;
import dev.turnpike.events.CompletedTurn;
import dev.turnpike.events.Provenance;
import dev.turnpike.events.Step;
import dev.turnpike.events.StepKind;
import dev.turnpike.events.Timings;
import dev.turnpike.events.TurnError;
import dev.turnpike.events.TurnStatus;
import dev.turnpike.events.Usage;
import dev.turnpike.models.Model;
import dev.turnpike.models.Usages;
import dev.turnpike.telemetry.Activity;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Gathers, while an attempt runs, what the {@link CompletedTurn} will say about it. */
final class TurnRecord {

  /** So that a completed turn can be judged by itself and yet stays small in long sessions. */
  private static final int RECENT_HISTORY = 6;

  private final CompletedTurn.Builder turn;
  private final TurnSteps steps;
  private final RecalledMemories recalled;
  private final Instant startedAt;
  private final Instant acceptedAt;

  TurnRecord(
      TurnRunner.Request request,
      int attempt,
      Instant startedAt,
      TurnSteps steps,
      RecalledMemories recalled) {
    var record = request.source();
    var command = request.command();
    var start = request.start();
    this.steps = steps;
    this.recalled = recalled;
    this.startedAt = startedAt;
    this.acceptedAt = command.getAcceptedAt();
    this.turn =
        CompletedTurn.newBuilder()
            .setTurnId(command.getTurnId())
            .setSessionId(command.getSessionId())
            .setUserId(command.getUserId())
            .setAttempts(attempt)
            .setOrigin(start.getOrigin())
            .setAgent(start.getAgent())
            .setInput(start.getMessages())
            .setMemory(start.getMemory())
            .setTraceParent(Activity.current().placeOr(command.getTraceParent()))
            .setRequestId(command.getRequestId())
            .setApiKeyId(start.getApiKeyId())
            .setMetadata(start.getMetadata())
            .setReplaces(start.getReplaces())
            .setAnswer("")
            .setModel(Objects.requireNonNullElse(start.getModel(), ""))
            .setPromptVersion("")
            .setRequest(
                Provenance.newBuilder()
                    .setTurnId(command.getTurnId())
                    .setTopic(record.topic())
                    .setPartition(record.partition())
                    .setOffset(record.offset())
                    .build());
  }

  void asked(Model model, String promptVersion) {
    turn.setModel(model.name()).setSimulated(model.simulated()).setPromptVersion(promptVersion);
  }

  void answered(boolean simulated) {
    turn.setSimulated(simulated);
  }

  void context(List<PastMessage> history) {
    turn.setHistoryMessages(history.size())
        .setRecentHistory(
            history.stream()
                .skip(Math.max(0, history.size() - RECENT_HISTORY))
                .map(PastMessage::message)
                .toList());
  }

  CompletedTurn completed(String answer, String finishReason, Times times) {
    return end(TurnStatus.COMPLETED, answer, times).setFinishReason(finishReason).build();
  }

  CompletedTurn failed(String answer, String code, String message, Times times) {
    return end(TurnStatus.FAILED, answer, times).setError(new TurnError(code, message)).build();
  }

  CompletedTurn cancelled(String answer, String reason, Times times) {
    return end(TurnStatus.CANCELLED, answer, times)
        .setError(new TurnError("cancelled", reason))
        .build();
  }

  private CompletedTurn.Builder end(TurnStatus status, String answer, Times times) {
    lastModelCall().ifPresent(call -> turn.setModel(call.getName()));
    return turn.setStatus(status)
        .setAnswer(answer)
        .setRecalled(recalled.all())
        .setSteps(steps.all())
        .setUsage(usage())
        .setTimings(new Timings(acceptedAt, startedAt, times.firstTokenAt(), times.finishedAt()));
  }

  private Usage usage() {
    return Usages.sum(steps.all().stream().map(Step::getUsage).filter(Objects::nonNull).toList());
  }

  private Optional<Step> lastModelCall() {
    return steps.all().stream()
        .filter(step -> step.getKind() == StepKind.MODEL_CALL)
        .reduce((_, later) -> later);
  }

  /** When the end came, and the first text before it. */
  record Times(@Nullable Instant firstTokenAt, Instant finishedAt) {}
}

package dev.turnpike.agent.turns;

import dev.turnpike.events.ChatMessage;
import dev.turnpike.events.CompletedTurn;
import dev.turnpike.events.Provenance;
import dev.turnpike.events.RecalledMemory;
import dev.turnpike.events.StartTurn;
import dev.turnpike.events.Step;
import dev.turnpike.events.StepKind;
import dev.turnpike.events.Timings;
import dev.turnpike.events.TurnCommand;
import dev.turnpike.events.TurnError;
import dev.turnpike.events.TurnStatus;
import dev.turnpike.events.Usage;
import dev.turnpike.models.ModelReply;
import dev.turnpike.models.Usages;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Gathers, while an attempt runs, what the {@link CompletedTurn} will say about it. */
final class TurnRecord {

  /** So that a completed turn can be judged by itself and yet stays small in long sessions. */
  private static final int RECENT_HISTORY = 6;

  private final CompletedTurn.Builder turn;
  private final List<Step> steps = new java.util.ArrayList<>();
  private final Instant startedAt;
  private final Instant acceptedAt;

  TurnRecord(
      ConsumerRecord<byte[], byte[]> record,
      TurnCommand command,
      StartTurn start,
      int attempt,
      Instant startedAt) {
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
            .setTraceParent(command.getTraceParent())
            .setMetadata(start.getMetadata())
            .setAnswer("")
            .setRequest(
                Provenance.newBuilder()
                    .setTurnId(command.getTurnId())
                    .setTopic(record.topic())
                    .setPartition(record.partition())
                    .setOffset(record.offset())
                    .build());
  }

  void asked(String model, boolean simulated, String promptVersion) {
    turn.setModel(model).setSimulated(simulated).setPromptVersion(promptVersion);
  }

  void context(List<ChatMessage> history, List<RecalledMemory> recalled) {
    turn.setHistoryMessages(history.size())
        .setRecentHistory(
            List.copyOf(
                history.subList(Math.max(0, history.size() - RECENT_HISTORY), history.size())))
        .setRecalled(recalled);
  }

  void modelCalled(ModelReply reply, int attempt) {
    turn.setModel(reply.model());
    steps.add(
        Step.newBuilder()
            .setIndex(steps.size())
            .setKind(StepKind.MODEL_CALL)
            .setName(reply.model())
            .setAttempt(attempt)
            .setOutput(reply.text())
            .setReasoning(reply.reasoning())
            .setFinishReason(reply.finishReason())
            .setStartedAt(reply.startedAt())
            .setFirstTokenAt(reply.firstTokenAt())
            .setFinishedAt(reply.finishedAt())
            .setUsage(reply.usage())
            .build());
  }

  CompletedTurn completed(String answer, String finishReason, Times times) {
    return end(TurnStatus.COMPLETED, answer, times).setFinishReason(finishReason).build();
  }

  CompletedTurn failed(String answer, String code, String message, Times times) {
    return end(TurnStatus.FAILED, answer, times).setError(new TurnError(code, message)).build();
  }

  CompletedTurn cancelled(String answer, Times times) {
    return end(TurnStatus.CANCELLED, answer, times).build();
  }

  private CompletedTurn.Builder end(TurnStatus status, String answer, Times times) {
    return turn.setStatus(status)
        .setAnswer(answer)
        .setSteps(List.copyOf(steps))
        .setUsage(usage())
        .setTimings(new Timings(acceptedAt, startedAt, times.firstTokenAt(), times.finishedAt()));
  }

  private Usage usage() {
    return Usages.sum(steps.stream().map(Step::getUsage).filter(Objects::nonNull).toList());
  }

  /** When the end came, and the first text before it. */
  record Times(@Nullable Instant firstTokenAt, Instant finishedAt) {}
}

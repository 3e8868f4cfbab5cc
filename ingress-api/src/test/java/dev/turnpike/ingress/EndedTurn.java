package dev.turnpike.ingress;

import dev.turnpike.events.ChatMessage;
import dev.turnpike.events.CompletedTurn;
import dev.turnpike.events.Origin;
import dev.turnpike.events.Provenance;
import dev.turnpike.events.StartTurn;
import dev.turnpike.events.Step;
import dev.turnpike.events.StepKind;
import dev.turnpike.events.Timings;
import dev.turnpike.events.TurnCommand;
import dev.turnpike.events.TurnError;
import dev.turnpike.events.TurnStatus;
import dev.turnpike.events.Usage;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** Turns as a worker stores them at their end. */
final class EndedTurn {
  private EndedTurn() {}

  static CompletedTurn of(TurnCommand command, String status, String answer) {
    StartTurn start = (StartTurn) command.getBody();
    List<ChatMessage> input = start.getMessages();
    boolean good = status.equals("completed");
    Instant accepted = command.getAcceptedAt();
    Usage usage = new Usage(3L, 0L, 2L, 0L, false, 12_500L);
    Step step =
        Step.newBuilder()
            .setIndex(0)
            .setKind(StepKind.MODEL_CALL)
            .setName("sim")
            .setAttempt(1)
            .setOutput(answer)
            .setStartedAt(accepted.plusMillis(5))
            .setFinishedAt(accepted.plusMillis(50))
            .setFinishReason(good ? "stop" : null)
            .setUsage(usage)
            .build();
    return CompletedTurn.newBuilder()
        .setTurnId(command.getTurnId())
        .setSessionId(command.getSessionId())
        .setUserId(command.getUserId())
        .setStatus(TurnStatus.valueOf(status.toUpperCase(Locale.ROOT)))
        .setAttempts(1)
        .setOrigin(Origin.NATIVE)
        .setPromptVersion("1")
        .setModel("sim")
        .setSimulated(true)
        .setInput(input)
        .setAnswer(answer)
        .setFinishReason(good ? "stop" : null)
        .setError(good ? null : new TurnError(status, "It was " + status + "."))
        .setSteps(List.of(step))
        .setUsage(usage)
        .setTimings(
            new Timings(
                accepted, accepted.plusMillis(4), accepted.plusMillis(9), accepted.plusMillis(60)))
        .setRequest(new Provenance(command.getTurnId(), "chat.requests", 0, 0L, ""))
        .build();
  }
}

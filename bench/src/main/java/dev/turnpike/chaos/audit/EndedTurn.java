package dev.turnpike.chaos.audit;

import dev.turnpike.chaos.load.Marker;
import dev.turnpike.events.ChatMessage;
import dev.turnpike.events.CompletedTurn;
import dev.turnpike.events.Role;
import dev.turnpike.events.Step;
import dev.turnpike.events.StepKind;
import dev.turnpike.events.TurnError;
import dev.turnpike.events.TurnStatus;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a record of {@code turns.completed} says, as far as it is looked at.
 *
 * @param error its code; null if there was none
 * @param remembered the questions in the history that the model was shown, oldest first, as far as
 *     the record tells of it
 * @param tellsWholeHistory false if the record holds only the end of that history
 * @param modelSteps model calls that were finished and kept
 * @param stepAttempts the attempt that finished each step, in their order
 */
record EndedTurn(
    UUID turn,
    String session,
    TurnStatus status,
    int attempts,
    String answer,
    @Nullable String error,
    Instant acceptedAt,
    Instant startedAt,
    Instant finishedAt,
    List<Marker> remembered,
    boolean tellsWholeHistory,
    int modelSteps,
    List<Integer> stepAttempts,
    Place place) {

  EndedTurn {
    remembered = List.copyOf(remembered);
    stepAttempts = List.copyOf(stepAttempts);
  }

  static EndedTurn of(CompletedTurn turn, Place place) {
    TurnError error = turn.getError();
    return new EndedTurn(
        turn.getTurnId(),
        turn.getSessionId(),
        turn.getStatus(),
        turn.getAttempts(),
        turn.getAnswer(),
        error == null ? null : error.getCode(),
        turn.getTimings().getAcceptedAt(),
        turn.getTimings().getStartedAt(),
        turn.getTimings().getFinishedAt(),
        turn.getRecentHistory().stream()
            .filter(message -> message.getRole() == Role.USER)
            .map(ChatMessage::getContent)
            .map(Marker::in)
            .flatMap(Optional::stream)
            .toList(),
        turn.getHistoryMessages() == turn.getRecentHistory().size(),
        (int) turn.getSteps().stream().filter(s -> s.getKind() == StepKind.MODEL_CALL).count(),
        turn.getSteps().stream().map(Step::getAttempt).toList(),
        place);
  }

  @Override
  public String toString() {
    return "turn %s (%s)".formatted(turn, place);
  }
}

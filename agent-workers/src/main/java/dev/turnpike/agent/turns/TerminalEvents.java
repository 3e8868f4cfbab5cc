package dev.turnpike.agent.turns;

import dev.turnpike.events.Cancelled;
import dev.turnpike.events.Completed;
import dev.turnpike.events.CompletedTurn;
import dev.turnpike.events.Failed;
import org.apache.avro.specific.SpecificRecord;

/** The event that ends a turn's stream, from its stored record. */
final class TerminalEvents {

  private TerminalEvents() {}

  static SpecificRecord of(CompletedTurn turn) {
    int chars = turn.getAnswer().length();
    return switch (turn.getStatus()) {
      case COMPLETED ->
          Completed.newBuilder()
              .setFinishReason(turn.getFinishReason())
              .setModel(turn.getModel())
              .setSimulated(turn.getSimulated())
              .setUsage(turn.getUsage())
              .setAnswerChars(chars)
              .build();
      case CANCELLED ->
          new Cancelled(turn.getError() == null ? "" : turn.getError().getMessage(), chars);
      case FAILED, UNKNOWN -> {
        var error = turn.getError();
        yield new Failed(
            error == null ? "unknown" : error.getCode(),
            error == null ? "The turn failed" : error.getMessage(),
            chars);
      }
    };
  }
}

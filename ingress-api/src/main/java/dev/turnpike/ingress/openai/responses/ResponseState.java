package dev.turnpike.ingress.openai.responses;

import dev.turnpike.events.Cancelled;
import dev.turnpike.events.Completed;
import dev.turnpike.events.CompletedTurn;
import dev.turnpike.events.Failed;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How far a response is, in OpenAI's words. */
sealed interface ResponseState {
  /** As a response has it. */
  String status();

  record Queued() implements ResponseState {
    @Override
    public String status() {
      return "queued";
    }
  }

  record InProgress() implements ResponseState {
    @Override
    public String status() {
      return "in_progress";
    }
  }

  record Finished(ResponseUsage usage) implements ResponseState {
    @Override
    public String status() {
      return "completed";
    }
  }

  /** The answer was cut. */
  record Incomplete(String reason, ResponseUsage usage) implements ResponseState {
    @Override
    public String status() {
      return "incomplete";
    }
  }

  record Broken(String code, String message) implements ResponseState {
    @Override
    public String status() {
      return "failed";
    }
  }

  record CalledOff() implements ResponseState {
    @Override
    public String status() {
      return "cancelled";
    }
  }

  /** Empty for events that end nothing. */
  static Optional<ResponseState> of(Object body) {
    return switch (body) {
      case Completed completed ->
          Optional.of(ended(completed.getFinishReason(), ResponseUsage.of(completed.getUsage())));
      case Failed failed -> Optional.of(new Broken(failed.getCode(), failed.getMessage()));
      case Cancelled _ -> Optional.of(new CalledOff());
      default -> Optional.empty();
    };
  }

  static ResponseState of(CompletedTurn turn) {
    return switch (turn.getStatus()) {
      case COMPLETED -> ended(turn.getFinishReason(), ResponseUsage.of(turn.getUsage()));
      case CANCELLED -> new CalledOff();
      case FAILED, UNKNOWN ->
          turn.getError() == null
              ? new Broken("unknown", "The turn failed.")
              : new Broken(turn.getError().getCode(), turn.getError().getMessage());
    };
  }

  private static ResponseState ended(@Nullable String finishReason, ResponseUsage usage) {
    return switch (finishReason) {
      case "length" -> new Incomplete("max_output_tokens", usage);
      case "content_filter" -> new Incomplete("content_filter", usage);
      case null, default -> new Finished(usage);
    };
  }
}

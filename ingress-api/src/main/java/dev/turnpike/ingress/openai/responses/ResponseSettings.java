package dev.turnpike.ingress.openai.responses;

import dev.turnpike.events.CompletedTurn;
import dev.turnpike.ingress.commands.TurnIntake.Sampling;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a response says about its request. Only the node that was asked knows all of it; what others
 * don't know is null.
 *
 * @param createdAt in seconds since 1970
 * @param model as it was asked for, or the one that answered
 */
record ResponseSettings(
    String id,
    long createdAt,
    String model,
    @Nullable Boolean background,
    @Nullable String instructions,
    @Nullable String previousResponseId,
    Sampling sampling,
    Map<String, String> metadata) {
  ResponseSettings {
    metadata = Map.copyOf(metadata);
  }

  /** Of a turn that has ended. */
  static ResponseSettings of(String id, CompletedTurn turn) {
    return new ResponseSettings(
        id,
        turn.getTimings().getAcceptedAt().getEpochSecond(),
        turn.getModel(),
        null,
        null,
        null,
        Sampling.NONE,
        turn.getMetadata());
  }

  /** Of a turn that has not. */
  static ResponseSettings unknown(String id, long createdAt, String model) {
    return new ResponseSettings(id, createdAt, model, null, null, null, Sampling.NONE, Map.of());
  }
}

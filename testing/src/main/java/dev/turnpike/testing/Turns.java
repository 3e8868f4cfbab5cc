package dev.turnpike.testing;

import dev.turnpike.events.ChatMessage;
import dev.turnpike.events.CompletedTurn;
import dev.turnpike.events.Origin;
import dev.turnpike.events.Provenance;
import dev.turnpike.events.Role;
import dev.turnpike.events.Timings;
import dev.turnpike.events.TurnStatus;
import dev.turnpike.events.Usage;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;

/** Completed turns as an agent worker writes them. */
public final class Turns {

  private Turns() {}

  public static ChatMessage user(String text) {
    return new ChatMessage(Role.USER, text);
  }

  public static ChatMessage assistant(String text) {
    return new ChatMessage(Role.ASSISTANT, text);
  }

  public static CompletedTurn of(String user, ChatMessage... input) {
    return builder(user, input).build();
  }

  public static CompletedTurn.Builder builder(String user, ChatMessage... input) {
    var turn = UUID.randomUUID();
    var now = Instant.now().truncatedTo(ChronoUnit.MICROS);
    return CompletedTurn.newBuilder()
        .setTurnId(turn)
        .setSessionId("session-" + turn)
        .setUserId(user)
        .setStatus(TurnStatus.COMPLETED)
        .setAttempts(1)
        .setOrigin(Origin.NATIVE)
        .setPromptVersion("0123456789ab")
        .setModel("sim")
        .setSimulated(true)
        .setInput(List.of(input))
        .setAnswer("(Simulated model) Good to know.")
        .setFinishReason("stop")
        .setUsage(Usage.newBuilder().build())
        .setTimings(new Timings(now, now, now, now))
        .setRequest(new Provenance(turn, "chat.requests", 0, 0L, ""));
  }
}

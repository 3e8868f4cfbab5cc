package dev.turnpike.bench.memory;

import dev.turnpike.events.ChatMessage;
import dev.turnpike.events.CompletedTurn;
import dev.turnpike.events.Origin;
import dev.turnpike.events.Provenance;
import dev.turnpike.events.Role;
import dev.turnpike.events.Timings;
import dev.turnpike.events.TurnStatus;
import dev.turnpike.events.Usage;
import dev.turnpike.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Turns that ended well and in which users told something about themselves. */
final class EndedTurns {
  private static final List<String> CITIES =
      List.of("Paris", "Oslo", "Lima", "Porto", "Quito", "Dakar", "Turin", "Osaka");
  private static final List<String> THINGS =
      List.of("tea", "chess", "rain", "jazz", "cycling", "olives", "opera", "snow");

  private EndedTurns() {}

  /**
   * @param users how many there are; each has a turn in every round
   */
  static CompletedTurn turn(String run, int number, int users) {
    UUID id =
        UUID.nameUUIDFromBytes("%s/%d".formatted(run, number).getBytes(StandardCharsets.UTF_8));
    String user = "%s-%d".formatted(run, number % users);
    Instant now = Instant.now();
    return CompletedTurn.newBuilder()
        .setTurnId(id)
        .setSessionId(user)
        .setUserId(user)
        .setStatus(TurnStatus.COMPLETED)
        .setAttempts(1)
        .setOrigin(Origin.NATIVE)
        .setPromptVersion("bench")
        .setModel("sim")
        .setSimulated(true)
        .setInput(List.of(new ChatMessage(Role.USER, text(number / users))))
        .setAnswer("(Simulated model) Noted.")
        .setFinishReason("stop")
        .setUsage(Usage.newBuilder().setInputTokens(20).setOutputTokens(5).build())
        .setTimings(new Timings(now, now, now, now))
        .setRequest(new Provenance(id, Topics.CHAT_REQUESTS.name(), 0, (long) number, ""))
        .build();
  }

  /** What a user says in their so-and-so-many-th turn: something new, and later a change. */
  static String text(int round) {
    String city = CITIES.get(round / 2 % CITIES.size());
    String thing = THINGS.get(round % THINGS.size());
    return round % 2 == 0
        ? "I live in %s. I like %s.".formatted(city, thing)
        : "Can you help me with a letter? I like %s.".formatted(thing);
  }
}

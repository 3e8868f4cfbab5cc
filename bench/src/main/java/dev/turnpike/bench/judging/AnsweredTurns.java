package dev.turnpike.bench.judging;

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
import java.util.Collections;
import java.util.List;
import java.util.UUID;

/** Turns with a question of one line, an answer of about a hundred words, and what came before. */
final class AnsweredTurns {
  private static final List<String> CITIES =
      List.of("Paris", "Oslo", "Lima", "Porto", "Quito", "Dakar", "Turin", "Osaka");
  private static final int SENTENCES = 5;

  private AnsweredTurns() {}

  static CompletedTurn turn(String run, int number) {
    UUID id =
        UUID.nameUUIDFromBytes("%s/%d".formatted(run, number).getBytes(StandardCharsets.UTF_8));
    String user = "%s-%d".formatted(run, number);
    String city = CITIES.get(number % CITIES.size());
    String sentence =
        "In %s the old town lies by the water, and most of what is worth a walk can be reached from there."
            .formatted(city);
    String answer = String.join(" ", Collections.nCopies(SENTENCES, sentence));
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
        .setRecentHistory(
            List.of(
                new ChatMessage(Role.USER, "I want to travel."),
                new ChatMessage(Role.ASSISTANT, answer)))
        .setInput(List.of(new ChatMessage(Role.USER, "What can I see in %s?".formatted(city))))
        .setAnswer(answer)
        .setFinishReason("stop")
        .setUsage(Usage.newBuilder().setInputTokens(150).setOutputTokens(100).build())
        .setTimings(new Timings(now, now, now, now))
        .setRequest(new Provenance(id, Topics.CHAT_REQUESTS.name(), 0, (long) number, ""))
        .build();
  }
}

package dev.turnpike.memory.eval;

import dev.turnpike.events.ChatMessage;
import dev.turnpike.events.CompletedTurn;
import dev.turnpike.events.Origin;
import dev.turnpike.events.Provenance;
import dev.turnpike.events.Role;
import dev.turnpike.events.Timings;
import dev.turnpike.events.TurnStatus;
import dev.turnpike.events.Usage;
import dev.turnpike.platform.turns.DeliveredTurn;
import dev.turnpike.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * A dialogue as completed turns. The same dialogue gives the same turns, ids and times included.
 */
final class ScriptedTurns {

  private static final Instant BEGIN = Instant.parse("2026-01-05T09:00:00Z");
  private static final Duration BETWEEN_TURNS = Duration.ofMinutes(2);
  private static final Duration BETWEEN_SESSIONS = Duration.ofDays(3);

  private ScriptedTurns() {}

  static String user(Dialogue dialogue) {
    return "eval-" + dialogue.name();
  }

  static UUID turnId(Dialogue dialogue, int index) {
    return id("%s/turn/%d".formatted(dialogue.name(), index));
  }

  /** In their order. */
  static List<DeliveredTurn> of(Dialogue dialogue) {
    var turns = new ArrayList<DeliveredTurn>();
    var at = BEGIN;
    for (int i = 0; i < dialogue.sessions().size(); i++) {
      var session = id("%s/session/%d".formatted(dialogue.name(), i)).toString();
      var history = new ArrayList<ChatMessage>();
      for (Dialogue.Turn turn : dialogue.sessions().get(i)) {
        var completed = completed(dialogue, turns.size(), session, turn, history, at);
        turns.add(new DeliveredTurn(completed, Topics.TURNS_COMPLETED.name(), 0, turns.size()));
        history.add(new ChatMessage(Role.USER, turn.user()));
        history.add(new ChatMessage(Role.ASSISTANT, turn.assistant()));
        at = at.plus(BETWEEN_TURNS);
      }
      at = at.plus(BETWEEN_SESSIONS);
    }
    return turns;
  }

  private static CompletedTurn completed(
      Dialogue dialogue,
      int index,
      String session,
      Dialogue.Turn turn,
      List<ChatMessage> history,
      Instant at) {
    var id = turnId(dialogue, index);
    return CompletedTurn.newBuilder()
        .setTurnId(id)
        .setSessionId(session)
        .setUserId(user(dialogue))
        .setStatus(TurnStatus.COMPLETED)
        .setAttempts(1)
        .setOrigin(Origin.NATIVE)
        .setPromptVersion("scripted")
        .setModel("scripted")
        .setInput(List.of(new ChatMessage(Role.USER, turn.user())))
        .setRecentHistory(List.copyOf(history))
        .setHistoryMessages(history.size())
        .setAnswer(turn.assistant())
        .setFinishReason("stop")
        .setUsage(Usage.newBuilder().build())
        .setTimings(new Timings(at, at, at, at.plusSeconds(1)))
        .setRequest(new Provenance(id, Topics.CHAT_REQUESTS.name(), 0, (long) index, ""))
        .build();
  }

  private static UUID id(String name) {
    return UUID.nameUUIDFromBytes(("eval/" + name).getBytes(StandardCharsets.UTF_8));
  }
}

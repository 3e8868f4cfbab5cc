package dev.turnpike.judge.trial;

import dev.turnpike.events.ChatMessage;
import dev.turnpike.events.CompletedTurn;
import dev.turnpike.events.Origin;
import dev.turnpike.events.Provenance;
import dev.turnpike.events.RecalledMemory;
import dev.turnpike.events.Role;
import dev.turnpike.events.Step;
import dev.turnpike.events.StepKind;
import dev.turnpike.events.Timings;
import dev.turnpike.events.TurnStatus;
import dev.turnpike.events.Usage;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * What an assistant was asked, and what it had before it.
 *
 * @param tools what each returned, by its name
 */
record Material(
    String user, List<Exchange> earlier, List<String> remembered, Map<String, String> tools) {

  private static final Instant AT = Instant.parse("2026-01-05T09:00:00Z");

  /** What was said before. */
  record Exchange(String user, String assistant) {}

  Material {
    earlier = List.copyOf(earlier);
    remembered = List.copyOf(remembered);
    tools = new TreeMap<>(tools);
  }

  /** With this answer; the same gives the same turn. */
  CompletedTurn answered(String answer) {
    var id = UUID.nameUUIDFromBytes((this + answer).getBytes(StandardCharsets.UTF_8));
    return CompletedTurn.newBuilder()
        .setTurnId(id)
        .setSessionId("trial")
        .setUserId("trial")
        .setStatus(TurnStatus.COMPLETED)
        .setAttempts(1)
        .setOrigin(Origin.EVALUATION)
        .setPromptVersion("trial")
        .setModel("trial")
        .setInput(List.of(new ChatMessage(Role.USER, user)))
        .setRecentHistory(history())
        .setHistoryMessages(2 * earlier.size())
        .setRecalled(remembered.stream().map(text -> new RecalledMemory(id, text, 1.0)).toList())
        .setSteps(tools.entrySet().stream().map(Material::step).toList())
        .setAnswer(answer)
        .setFinishReason("stop")
        .setUsage(Usage.newBuilder().build())
        .setTimings(new Timings(AT, AT, AT, AT))
        .setRequest(new Provenance(id, "chat.requests", 0, 0L, ""))
        .build();
  }

  private List<ChatMessage> history() {
    var history = new ArrayList<ChatMessage>();
    for (Exchange exchange : earlier) {
      history.add(new ChatMessage(Role.USER, exchange.user()));
      history.add(new ChatMessage(Role.ASSISTANT, exchange.assistant()));
    }
    return history;
  }

  private static Step step(Map.Entry<String, String> tool) {
    return Step.newBuilder()
        .setIndex(0)
        .setAttempt(1)
        .setStartedAt(AT)
        .setFinishedAt(AT)
        .setKind(StepKind.TOOL_CALL)
        .setName(tool.getKey())
        .setOutput(tool.getValue())
        .build();
  }
}

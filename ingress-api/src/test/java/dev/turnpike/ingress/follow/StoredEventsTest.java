package dev.turnpike.ingress.follow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.events.Cancelled;
import dev.turnpike.events.Completed;
import dev.turnpike.events.CompletedTurn;
import dev.turnpike.events.Delta;
import dev.turnpike.events.Failed;
import dev.turnpike.events.Provenance;
import dev.turnpike.events.Started;
import dev.turnpike.events.Timings;
import dev.turnpike.events.TurnError;
import dev.turnpike.events.TurnStatus;
import dev.turnpike.events.Usage;
import dev.turnpike.ingress.mailbox.MailboxEvent;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StoredEventsTest {
  private static final UUID TURN = UUID.randomUUID();

  @Test
  void theAnswerComesInPiecesThatSplitNoCharacter() {
    String answer = "a" + "\uD83D\uDE80".repeat(10_000);
    List<MailboxEvent> events = StoredEvents.of(turn(TurnStatus.COMPLETED, answer, null));
    assertThat(events.getFirst().body()).isEqualTo(new Started("sim", true));
    List<Delta> deltas =
        events.stream()
            .map(MailboxEvent::body)
            .filter(Delta.class::isInstance)
            .map(Delta.class::cast)
            .toList();
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < deltas.size(); i++) {
      String piece = deltas.get(i).getText();
      assertThat(deltas.get(i).getSeq()).isEqualTo(i);
      assertThat(piece.length()).isLessThanOrEqualTo(4_096);
      assertThat(Character.isHighSurrogate(piece.charAt(piece.length() - 1))).isFalse();
      text.append(piece);
    }
    assertThat(text.toString()).isEqualTo(answer);
    assertThat(events).noneMatch(MailboxEvent::isInLog);
    assertThat(events).extracting(MailboxEvent::attempt).containsOnly(2);
    assertThat(((Completed) events.getLast().body()).getAnswerChars()).isEqualTo(answer.length());
  }

  @Test
  void anEmptyAnswerHasNoPieces() {
    assertThat(StoredEvents.of(turn(TurnStatus.COMPLETED, "", null))).hasSize(2);
  }

  @Test
  void theEndIsWhatItWas() {
    TurnError error = new TurnError("model_unavailable", "No model answers.");
    assertThat(end(turn(TurnStatus.FAILED, "half", error)))
        .isEqualTo(new Failed("model_unavailable", "No model answers.", 4));
    assertThat(end(turn(TurnStatus.CANCELLED, "half", new TurnError("cancelled", "asked for"))))
        .isEqualTo(new Cancelled("asked for", 4));
    assertThat(end(turn(TurnStatus.UNKNOWN, "", null))).isInstanceOf(Failed.class);
  }

  private static Object end(CompletedTurn turn) {
    return StoredEvents.of(turn).getLast().body();
  }

  private static CompletedTurn turn(TurnStatus status, String answer, @Nullable TurnError error) {
    Instant then = Instant.EPOCH;
    return CompletedTurn.newBuilder()
        .setTurnId(TURN)
        .setSessionId("session")
        .setUserId("user")
        .setStatus(status)
        .setAttempts(2)
        .setPromptVersion("1")
        .setModel("sim")
        .setSimulated(true)
        .setInput(List.of())
        .setAnswer(answer)
        .setFinishReason(status == TurnStatus.COMPLETED ? "stop" : null)
        .setError(error)
        .setUsage(new Usage(1L, 0L, 1L, 0L, false, null))
        .setTimings(new Timings(then, then, null, then))
        .setRequest(new Provenance(TURN, "chat.requests", 0, 0L, ""))
        .build();
  }
}

package dev.turnpike.schemas;

import dev.turnpike.events.BandChange;
import dev.turnpike.events.ChatMessage;
import dev.turnpike.events.CompletedTurn;
import dev.turnpike.events.Delta;
import dev.turnpike.events.DurationSketch;
import dev.turnpike.events.Granularity;
import dev.turnpike.events.MemoryAdded;
import dev.turnpike.events.MemoryChange;
import dev.turnpike.events.Origin;
import dev.turnpike.events.Provenance;
import dev.turnpike.events.ReplyEvent;
import dev.turnpike.events.Role;
import dev.turnpike.events.Rollup;
import dev.turnpike.events.ScoreAlert;
import dev.turnpike.events.StartTurn;
import dev.turnpike.events.Timings;
import dev.turnpike.events.TurnCommand;
import dev.turnpike.events.TurnRollup;
import dev.turnpike.events.TurnScore;
import dev.turnpike.events.TurnStatus;
import dev.turnpike.events.Usage;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;

/** One event of each topic. */
final class Events {

  static final UUID TURN = UUID.fromString("01939d7c-1c00-7000-8000-000000000001");
  static final Instant AT = Instant.parse("2026-01-02T03:04:05.000678Z");

  private Events() {}

  static ReplyEvent delta(int seq, String text) {
    return ReplyEvent.newBuilder()
        .setTurnId(TURN)
        .setAttempt(1)
        .setAt(AT)
        .setBody(Delta.newBuilder().setSeq(seq).setText(text).build())
        .build();
  }

  static TurnCommand start(String text) {
    ChatMessage message = ChatMessage.newBuilder().setRole(Role.USER).setContent(text).build();
    return TurnCommand.newBuilder()
        .setTurnId(TURN)
        .setSessionId("s-1")
        .setUserId("u-1")
        .setAcceptedAt(AT)
        .setBody(
            StartTurn.newBuilder()
                .setMailbox(3)
                .setMessages(List.of(message))
                .setOrigin(Origin.NATIVE)
                .setTemperature(0.5)
                .build())
        .build();
  }

  static CompletedTurn completed(String answer) {
    return CompletedTurn.newBuilder()
        .setTurnId(TURN)
        .setSessionId("s-1")
        .setUserId("u-1")
        .setStatus(TurnStatus.COMPLETED)
        .setAttempts(1)
        .setPromptVersion("p")
        .setModel("m")
        .setInput(List.of())
        .setAnswer(answer)
        .setUsage(Usage.newBuilder().setOutputTokens(7).build())
        .setTimings(
            Timings.newBuilder().setAcceptedAt(AT).setStartedAt(AT).setFinishedAt(AT).build())
        .setRequest(provenance())
        .build();
  }

  static MemoryChange memory(String text) {
    return MemoryChange.newBuilder()
        .setMemoryId(TURN)
        .setUserId("u-1")
        .setChangedAt(AT)
        .setProvenance(provenance())
        .setBody(new MemoryAdded(text))
        .build();
  }

  static TurnScore score(double score) {
    return TurnScore.newBuilder()
        .setTurnId(TURN)
        .setSessionId("s-1")
        .setUserId("u-1")
        .setRubric("helpful")
        .setRubricVersion("1")
        .setJudgeModel("j")
        .setScore(score)
        .setReasoning("")
        .setUsage(Usage.newBuilder().build())
        .setScoredAt(AT)
        .setProvenance(provenance())
        .build();
  }

  static Rollup rollup(String agent) {
    DurationSketch none = DurationSketch.newBuilder().build();
    return Rollup.newBuilder()
        .setGranularity(Granularity.MINUTE)
        .setWindowStart(AT)
        .setWindowEnd(AT)
        .setBody(
            TurnRollup.newBuilder()
                .setAgent(agent)
                .setModel("m")
                .setPromptVersion("p")
                .setStatus(TurnStatus.COMPLETED)
                .setTotal(none)
                .setAdded(none)
                .setFirstToken(none)
                .build())
        .build();
  }

  static ScoreAlert alert(String agent) {
    return ScoreAlert.newBuilder()
        .setChange(BandChange.LEFT)
        .setRubric("helpful")
        .setAgent(agent)
        .setPromptVersion("p")
        .setWindowStart(AT)
        .setWindowEnd(AT)
        .setMean(0.25)
        .setScores(40)
        .setBandFrom(0.5)
        .setBandTo(1)
        .build();
  }

  /** An event of the topic's type, with the text somewhere in it. */
  static <T extends SpecificRecord> T of(Topic<T> topic, String text) {
    List<SpecificRecord> all =
        List.of(
            delta(0, text),
            start(text),
            completed(text),
            memory(text),
            score(0.5),
            rollup(text),
            alert(text));
    return all.stream()
        .filter(topic.valueType()::isInstance)
        .map(topic.valueType()::cast)
        .findFirst()
        .orElseThrow();
  }

  private static Provenance provenance() {
    return Provenance.newBuilder()
        .setTurnId(TURN)
        .setTopic("chat.requests")
        .setPartition(1)
        .setOffset(2)
        .build();
  }
}

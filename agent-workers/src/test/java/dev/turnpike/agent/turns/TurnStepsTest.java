package dev.turnpike.agent.turns;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.turnpike.agent.turns.TurnSteps.PendingCall;
import dev.turnpike.events.Step;
import dev.turnpike.events.StepKind;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class TurnStepsTest {

  private static final ToolExecutionRequest FIRST = request("c1", "clock");
  private static final ToolExecutionRequest SECOND = request("c2", "search");

  private final TurnSteps steps =
      new TurnSteps(List.of(modelCall(0, "Let me look", FIRST, SECOND)));

  @Test
  void callsThatHaveNotFinishedArePending() {
    assertThat(steps.pending())
        .containsExactly(new PendingCall(1, FIRST), new PendingCall(2, SECOND));

    steps.add(toolCall(2, "c2", "search", "found"));
    assertThat(steps.pending()).containsExactly(new PendingCall(1, FIRST));

    steps.add(toolCall(1, "c1", "clock", "noon"));
    assertThat(steps.pending()).isEmpty();
    assertThat(steps.nextIndex()).isEqualTo(3);
  }

  @Test
  void callsAndResultsStandTogetherInTheOrderAsked() {
    steps.add(toolCall(2, "c2", "search", "found"));
    steps.add(toolCall(1, "c1", "clock", "noon"));

    assertThat(steps.exchange())
        .containsExactly(
            AiMessage.from("Let me look", List.of(FIRST, SECOND)),
            ToolExecutionResultMessage.from("c1", "clock", "noon"),
            ToolExecutionResultMessage.from("c2", "search", "found"));
  }

  @Test
  void aCallWithoutAResultIsNotShownToTheModel() {
    assertThat(steps.exchange()).containsExactly(AiMessage.from("Let me look"));

    steps.add(toolCall(2, "c2", "search", "found"));
    assertThat(steps.exchange())
        .containsExactly(
            AiMessage.from("Let me look", List.of(SECOND)),
            ToolExecutionResultMessage.from("c2", "search", "found"));
  }

  @Test
  void theTextIsWhatTheModelCallsSaid() {
    steps.add(toolCall(1, "c1", "clock", "noon"));
    steps.add(toolCall(2, "c2", "search", "found"));
    steps.add(modelCall(3, ""));
    steps.add(modelCall(4, "It is noon"));

    assertThat(steps.text()).isEqualTo("Let me look\n\nIt is noon");
    assertThat(steps.modelCalls()).isEqualTo(3);
  }

  @Test
  void theNextAttemptReadsThemAsTheyWere() {
    steps.add(toolCall(1, "c1", "clock", "🕛 noon"));
    var records = steps.all().stream().map(StepCodec::write).toList();

    assertThat(new TurnSteps(StepCodec.read(records)).all()).isEqualTo(steps.all());
  }

  @Test
  void aStepOfAnUnknownVersionMakesTheTurnBeginAnew() {
    var record = StepCodec.write(steps.all().getFirst());
    record[2] ^= 1; // of the schema's fingerprint

    assertThat(StepCodec.read(List.of(record))).isEmpty();
  }

  @Test
  void aCallWithoutAnIdGetsOneThatIsItsOwn() {
    var named = ToolRequests.named(List.of(request("", "clock"), FIRST, request("", "clock")), 7);

    assertThat(named)
        .extracting(ToolExecutionRequest::id)
        .containsExactly("call_7_0", "c1", "call_7_2");
    assertThat(ToolRequests.read(ToolRequests.write(named))).isEqualTo(named);
  }

  static ToolExecutionRequest request(String id, String name) {
    return ToolExecutionRequest.builder().id(id).name(name).arguments("{}").build();
  }

  static Step modelCall(int index, String said, ToolExecutionRequest... requests) {
    return step(index, StepKind.MODEL_CALL, "sim")
        .setOutput(said)
        .setToolCalls(requests.length == 0 ? "" : ToolRequests.write(List.of(requests)))
        .build();
  }

  static Step toolCall(int index, String id, String name, String result) {
    return step(index, StepKind.TOOL_CALL, name).setCallId(id).setOutput(result).build();
  }

  private static Step.Builder step(int index, StepKind kind, String name) {
    return Step.newBuilder()
        .setIndex(index)
        .setKind(kind)
        .setName(name)
        .setAttempt(1)
        .setStartedAt(Instant.EPOCH)
        .setFinishedAt(Instant.EPOCH);
  }
}

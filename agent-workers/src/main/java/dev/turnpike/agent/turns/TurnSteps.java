package dev.turnpike.agent.turns;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.turnpike.events.Step;
import dev.turnpike.events.StepKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The finished steps of a turn, those of earlier attempts first.
 *
 * <p>A model call that asks for k tools has index i, the calls have the indexes i+1 to i+k in the
 * order asked, and the next model call has i+k+1; so a call that has not finished is a gap.
 */
final class TurnSteps {

  private final List<Step> steps;

  TurnSteps(List<Step> finished) {
    steps = new ArrayList<>(finished);
    steps.sort(Comparator.comparingInt(Step::getIndex));
  }

  /** A tool call that the last model call asked for and that has not finished. */
  record PendingCall(int index, ToolExecutionRequest request) {}

  List<Step> all() {
    return List.copyOf(steps);
  }

  void add(Step step) {
    steps.add(step);
    steps.sort(Comparator.comparingInt(Step::getIndex));
  }

  int modelCalls() {
    return (int) steps.stream().filter(TurnSteps::isModelCall).count();
  }

  /** What is still to be done before the model can be called again. */
  List<PendingCall> pending() {
    var last = steps.stream().filter(TurnSteps::isModelCall).reduce((_, later) -> later);
    if (last.isEmpty()) {
      return List.of();
    }
    var pending = new ArrayList<PendingCall>();
    int index = last.get().getIndex();
    for (var request : ToolRequests.read(last.get().getToolCalls())) {
      if (!has(++index)) {
        pending.add(new PendingCall(index, request));
      }
    }
    return pending;
  }

  /** The index of the next model call; all tool calls have finished. */
  int nextIndex() {
    return steps.isEmpty() ? 0 : steps.getLast().getIndex() + 1;
  }

  /** What the model calls have said. */
  String text() {
    return steps.stream()
        .filter(TurnSteps::isModelCall)
        .map(Step::getOutput)
        .filter(output -> !output.isEmpty())
        .collect(Collectors.joining(Answer.BETWEEN_STEPS));
  }

  /**
   * For the model: what it has said and asked of tools, and what they gave. A call without a result
   * is left out, since providers refuse it.
   */
  List<ChatMessage> exchange() {
    return steps.stream().map(this::message).filter(Objects::nonNull).toList();
  }

  boolean hasToolCalls() {
    return steps.stream().anyMatch(step -> !isModelCall(step));
  }

  private static boolean isModelCall(Step step) {
    return step.getKind() == StepKind.MODEL_CALL;
  }

  private @Nullable ChatMessage message(Step step) {
    if (!isModelCall(step)) {
      return ToolExecutionResultMessage.from(
          String.valueOf(step.getCallId()), step.getName(), step.getOutput());
    }
    var answered = new ArrayList<ToolExecutionRequest>();
    int index = step.getIndex();
    for (var request : ToolRequests.read(step.getToolCalls())) {
      if (has(++index)) {
        answered.add(request);
      }
    }
    if (answered.isEmpty()) {
      return step.getOutput().isEmpty() ? null : AiMessage.from(step.getOutput());
    }
    return step.getOutput().isEmpty()
        ? AiMessage.from(answered)
        : AiMessage.from(step.getOutput(), answered);
  }

  private boolean has(int index) {
    return steps.stream().anyMatch(step -> step.getIndex() == index);
  }
}

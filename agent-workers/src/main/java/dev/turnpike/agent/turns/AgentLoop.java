package dev.turnpike.agent.turns;

import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ToolChoice;
import dev.turnpike.agent.agents.Agent;
import dev.turnpike.agent.replies.ReplyStream;
import dev.turnpike.agent.tools.ToolSet;
import dev.turnpike.events.StartTurn;
import dev.turnpike.events.Step;
import dev.turnpike.events.StepKind;
import dev.turnpike.events.ToolCall;
import dev.turnpike.events.ToolResult;
import dev.turnpike.models.Model;
import dev.turnpike.models.ModelException;
import dev.turnpike.models.ModelReply;
import dev.turnpike.models.ModelRing;
import java.sql.SQLException;
import java.time.Duration;

/**
 * The model, the tools it asks for, the model again, until it answers.
 *
 * <pre>
 *   ┌─▶ model call ──answer──▶ end
 *   │        │ tool calls
 *   │        ▼
 *   └── calls side by side
 * </pre>
 *
 * <p>Every step but the last is stored before anything is built on it; so a later attempt goes on
 * after it. The last one is stored with the turn's end.
 */
final class AgentLoop {

  /** Stores a finished step. */
  interface Checkpoint {
    void save(Step step) throws SQLException, FencedException, InterruptedException;
  }

  /** What the loop works with. */
  record Parts(
      StartTurn start,
      Agent agent,
      ToolSet tools,
      ModelRing ring,
      Conversation conversation,
      ToolCalls toolCalls,
      Checkpoint checkpoint,
      TurnRecord record,
      int attempt) {}

  /** Of a tool's result in the stream; the model and the completed turn get it whole. */
  private static final int SHOWN_RESULT = 2_000;

  private final Parts parts;
  private final TurnSteps steps;
  private final Answer answer;
  private final ReplyStream replies;
  private final StopSignal signal;

  AgentLoop(Parts parts, TurnSteps steps, Answer answer, ReplyStream replies, StopSignal signal) {
    this.parts = parts;
    this.steps = steps;
    this.answer = answer;
    this.replies = replies;
    this.signal = signal;
  }

  /**
   * Runs to the answer.
   *
   * @return its finish reason
   */
  String run()
      throws ModelException,
          TooManyStepsException,
          FencedException,
          SQLException,
          InterruptedException {
    while (true) {
      if (steps.modelCalls() >= parts.agent().maxSteps()) {
        throw new TooManyStepsException(steps.modelCalls());
      }
      signal.check();
      callTools();
      signal.check();
      var reply = parts.ring().stream(this::request, answer);
      signal.check(); // what came after an interrupt was not sent, though the model finished
      parts.record().answered(reply.simulated());
      var step = step(reply);
      if (!reply.message().hasToolExecutionRequests()) {
        steps.add(step);
        return reply.finishReason();
      }
      store(step);
    }
  }

  private ChatRequest request(Model model) {
    var start = parts.start();
    var temperature = start.getTemperature();
    var tools = parts.tools().specifications();
    var request =
        ChatRequest.builder()
            .messages(
                parts
                    .conversation()
                    .messages(model, steps.exchange(), tools.isEmpty() ? "" : tools.toString()))
            .temperature(temperature == null ? parts.agent().temperature() : temperature)
            .topP(start.getTopP())
            .maxOutputTokens(start.getMaxOutputTokens());
    if (!tools.isEmpty()) {
      boolean last = steps.modelCalls() + 1 >= parts.agent().maxSteps();
      request.toolSpecifications(tools).toolChoice(last ? ToolChoice.NONE : ToolChoice.AUTO);
    }
    return request.build();
  }

  private void callTools() throws FencedException, SQLException, InterruptedException {
    var pending = steps.pending();
    if (pending.isEmpty()) {
      return;
    }
    for (var call : pending) {
      replies.event(new ToolCall(call.request().id(), call.request().name(), arguments(call)));
    }
    try (var running = parts.toolCalls().start(pending)) {
      for (int i = 0; i < pending.size(); i++) {
        var step = running.next();
        store(step);
        replies.event(shown(step));
      }
    }
  }

  private void store(Step step) throws FencedException, SQLException, InterruptedException {
    parts.checkpoint().save(step);
    steps.add(step);
  }

  private Step step(ModelReply reply) {
    int index = steps.nextIndex();
    var requests = ToolRequests.named(reply.message().toolExecutionRequests(), index);
    return Step.newBuilder()
        .setIndex(index)
        .setKind(StepKind.MODEL_CALL)
        .setName(reply.model())
        .setAttempt(parts.attempt())
        .setOutput(answer.stepFinished())
        .setReasoning(reply.reasoning().replace("\0", ""))
        .setToolCalls(requests.isEmpty() ? "" : ToolRequests.write(requests))
        .setFinishReason(reply.finishReason())
        .setStartedAt(reply.startedAt())
        .setFirstTokenAt(reply.firstTokenAt())
        .setFinishedAt(reply.finishedAt())
        .setUsage(reply.usage())
        .build();
  }

  private static ToolResult shown(Step step) {
    var output = step.getOutput();
    return ToolResult.newBuilder()
        .setCallId(String.valueOf(step.getCallId()))
        .setName(step.getName())
        .setResult(output.length() <= SHOWN_RESULT ? output : cut(output))
        .setFailed(step.getError() != null)
        .setDurationMs(Duration.between(step.getStartedAt(), step.getFinishedAt()).toMillis())
        .build();
  }

  private static String cut(String text) {
    boolean halves = Character.isHighSurrogate(text.charAt(SHOWN_RESULT - 1));
    return text.substring(0, halves ? SHOWN_RESULT - 1 : SHOWN_RESULT) + "…";
  }

  private static String arguments(TurnSteps.PendingCall call) {
    var arguments = call.request().arguments();
    return arguments == null ? "" : arguments;
  }
}

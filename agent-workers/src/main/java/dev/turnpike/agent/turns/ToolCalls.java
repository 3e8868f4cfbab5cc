package dev.turnpike.agent.turns;

import dev.turnpike.agent.tools.RecalledMemories;
import dev.turnpike.agent.tools.ToolContext;
import dev.turnpike.agent.tools.ToolOutcome;
import dev.turnpike.agent.tools.ToolSet;
import dev.turnpike.agent.turns.TurnSteps.PendingCall;
import dev.turnpike.events.Step;
import dev.turnpike.events.StepKind;
import dev.turnpike.events.TurnCommand;
import dev.turnpike.telemetry.LogContext;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Future;

/**
 * Runs the tool calls of one turn side by side, each on a virtual thread.
 *
 * <p>Their outcomes are taken one by one on the attempt's own thread, which alone writes and sends:
 * so nothing of a call is seen after the attempt has ended.
 */
final class ToolCalls {

  /** Of one model call; what is beyond is answered with an error. */
  static final int MOST_AT_ONCE = 16;

  private static final Executor THREADS =
      task -> Thread.startVirtualThread(LogContext.carried(task));

  private final ToolSet tools;
  private final TurnCommand command;
  private final int attempt;
  private final RecalledMemories recalled;
  private final Instant deadline;
  private final Clock clock;

  ToolCalls(
      ToolSet tools,
      TurnCommand command,
      int attempt,
      RecalledMemories recalled,
      Instant deadline,
      Clock clock) {
    this.tools = tools;
    this.command = command;
    this.attempt = attempt;
    this.recalled = recalled;
    this.deadline = deadline;
    this.clock = clock;
  }

  /** Starts them all. */
  Running start(List<PendingCall> calls) {
    var running = new Running();
    for (int n = 0; n < calls.size(); n++) {
      var call = calls.get(n);
      running.submit(n < MOST_AT_ONCE ? () -> run(call) : () -> refuse(call));
    }
    return running;
  }

  private Step run(PendingCall call) throws InterruptedException {
    var context =
        new ToolContext(
            command.getTurnId(),
            command.getSessionId(),
            command.getUserId(),
            attempt,
            call.request().id(),
            deadline,
            recalled);
    return step(call, tools.run(call.request(), context));
  }

  private Step refuse(PendingCall call) {
    var now = clock.instant();
    var sentence = "At most %d tools can be called at once".formatted(MOST_AT_ONCE);
    return step(call, new ToolOutcome(sentence, true, now, now));
  }

  private Step step(PendingCall call, ToolOutcome outcome) {
    // Postgres stores no NUL
    var text = outcome.text().replace("\0", "");
    var arguments = call.request().arguments();
    return Step.newBuilder()
        .setIndex(call.index())
        .setKind(StepKind.TOOL_CALL)
        .setName(call.request().name())
        .setAttempt(attempt)
        .setCallId(call.request().id())
        .setInput(arguments == null ? "" : arguments)
        .setOutput(text)
        .setError(outcome.failed() ? text : null)
        .setStartedAt(outcome.startedAt())
        .setFinishedAt(outcome.finishedAt())
        .build();
  }

  /** Calls under way; closing gives up those that have not finished. */
  static final class Running implements AutoCloseable {

    private final CompletionService<Step> outcomes = new ExecutorCompletionService<>(THREADS);
    private final List<Future<Step>> calls = new ArrayList<>();

    private void submit(java.util.concurrent.Callable<Step> call) {
      calls.add(outcomes.submit(call));
    }

    /** The next one that finishes. */
    Step next() throws InterruptedException {
      try {
        return outcomes.take().get();
      } catch (ExecutionException e) {
        throw new IllegalStateException("A tool call ended without an outcome", e.getCause());
      }
    }

    @Override
    public void close() {
      calls.forEach(call -> call.cancel(true));
    }
  }
}

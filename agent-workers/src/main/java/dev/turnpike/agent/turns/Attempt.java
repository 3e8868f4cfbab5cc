package dev.turnpike.agent.turns;

import dev.turnpike.agent.agents.Agent;
import dev.turnpike.agent.agents.Agents;
import dev.turnpike.agent.replies.ReplyStream;
import dev.turnpike.agent.tools.RecalledMemories;
import dev.turnpike.agent.tools.ToolSet;
import dev.turnpike.agent.turns.StopSignal.Stop;
import dev.turnpike.events.CompletedTurn;
import dev.turnpike.events.Origin;
import dev.turnpike.events.RecalledMemory;
import dev.turnpike.events.StartTurn;
import dev.turnpike.events.Started;
import dev.turnpike.events.TurnCommand;
import dev.turnpike.models.Model;
import dev.turnpike.models.ModelException;
import dev.turnpike.models.ModelRing;
import dev.turnpike.models.Models;
import dev.turnpike.models.UnknownModelException;
import dev.turnpike.telemetry.Activity;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * One attempt at a turn, from its claim to its end: prompt, history, {@link AgentLoop}, events to
 * the mailbox.
 *
 * <p>Of Postgres it writes steps alone, through its checkpoint: {@link TurnRunner} stores the end.
 */
final class Attempt {

  /** What all attempts of a worker share. */
  record Parts(
      Agents agents,
      Models models,
      TurnEngine.Recall recall,
      Deadlines deadlines,
      TurnProperties properties,
      Clock clock) {}

  private final TurnCommand command;
  private final StartTurn start;
  private final Claim.Granted claim;
  private final Parts parts;
  private final ReplyStream replies;
  private final StopSignal signal;
  private final AgentLoop.Checkpoint checkpoint;
  private final TurnSteps steps;
  private final RecalledMemories recalled = new RecalledMemories();
  private final Answer answer;
  private final TurnRecord record;

  Attempt(
      TurnRunner.Request request,
      Claim.Granted claim,
      Parts parts,
      ReplyStream replies,
      StopSignal signal,
      AgentLoop.Checkpoint checkpoint) {
    this.command = request.command();
    this.start = request.start();
    this.claim = claim;
    this.parts = parts;
    this.replies = replies;
    this.signal = signal;
    this.checkpoint = checkpoint;
    this.steps = new TurnSteps(claim.steps());
    this.answer = new Answer(replies, signal, parts.properties().longestAnswer());
    this.record = new TurnRecord(request, claim.attempt(), claim.startedAt(), steps, recalled);
  }

  /**
   * Runs the attempt to its end.
   *
   * @throws InterruptedException when the thread was interrupted for another reason than the turn's
   *     own end: the attempt is given up
   */
  CompletedTurn run() throws FencedException, SQLException, InterruptedException {
    answer.recall(steps.text());
    signal.beginAttempt();
    try {
      var agent = agent();
      var ring = parts.models().ring(start.getModel(), agent.models());
      record.asked(ring.first(), isTask() ? "" : agent.prompt().version());
      var refusal = refusal();
      return refusal == null ? converse(agent, ring) : refused(refusal);
    } catch (UnknownAgentException e) {
      return refused(new Refusal("agent_unknown", String.valueOf(e.getMessage())));
    } catch (UnknownModelException e) {
      return refused(new Refusal("model_unknown", String.valueOf(e.getMessage())));
    }
  }

  /** What the turn has brought, for the session's history. */
  TurnSteps steps() {
    return steps;
  }

  private CompletedTurn converse(Agent agent, ModelRing ring)
      throws FencedException, SQLException, InterruptedException {
    if (claim.cancelReason() != null) {
      signal.request(new Stop.Cancelled(claim.cancelReason(), claim.forget()));
    }
    var limit = parts.properties().turnTimeout();
    var left = limit.minus(claim.runningFor());
    Future<?> deadline = parts.deadlines().end(signal, left, limit);
    signal.open();
    try {
      announce(ring.first());
      var finishReason = loop(agent, ring, left).run();
      return record.completed(answer.toString(), finishReason, times());
    } catch (ModelException e) {
      return failed(new Refusal(e.kind().code(), e.sentence()));
    } catch (TooManyStepsException e) {
      return failed(new Refusal("too_many_steps", String.valueOf(e.getMessage())));
    } catch (InterruptedException e) {
      return switch (signal.close()) {
        case null -> throw e;
        case Stop.Cancelled(String reason, boolean _) ->
            record.cancelled(answer.toString(), reason, times());
        case Stop.TooLong _ -> record.completed(answer.toString(), "length", times());
        case Stop.OutOfTime(Duration most) -> failed(outOfTime(most));
      };
    } finally {
      var _ = signal.close();
      deadline.cancel(false);
    }
  }

  private void announce(Model model) throws InterruptedException {
    replies.announce(new Started(model.name(), model.simulated()));
    tellAgain();
  }

  /** Followers of an earlier attempt may have text that is not in this one's answer. */
  private void tellAgain() throws InterruptedException {
    if (claim.attempt() > 1) {
      answer.tellAgain("attempt " + claim.attempt());
    }
  }

  private AgentLoop loop(Agent agent, ModelRing ring, Duration left)
      throws SQLException, InterruptedException {
    var memories = signal.shield(this::recallTraced);
    var conversation =
        new Conversation(
            isTask() ? "" : agent.prompt().fill(memories),
            claim.history(),
            start.getMessages(),
            parts.properties().historyTokens());
    record.context(conversation.fitting(ring.first(), List.of(), ""));
    var tools = tools(agent);
    var toolCalls =
        new ToolCalls(
            tools,
            command,
            claim.attempt(),
            recalled,
            parts.clock().instant().plus(left),
            parts.clock());
    return new AgentLoop(
        new AgentLoop.Parts(
            start,
            agent,
            tools,
            ring,
            conversation,
            toolCalls,
            checkpoint,
            record,
            claim.attempt()),
        steps,
        answer,
        replies,
        signal);
  }

  /** A client's own errand, such as a title for a conversation: the model alone does it. */
  private boolean isTask() {
    return start.getOrigin() == Origin.TASK;
  }

  /** A turn that nothing is recalled for does not recall by a tool either. */
  private ToolSet tools(Agent agent) {
    if (isTask()) {
      return ToolSet.none();
    }
    if (start.getRecording() != null) {
      return agent.tools().replaying(start.getRecording().getToolCalls(), parts.clock());
    }
    return start.getMemory() ? agent.tools() : agent.tools().withoutRecall();
  }

  private List<RecalledMemory> recallTraced() {
    try (var activity = Activity.begin("recall memories")) {
      var found = recall();
      activity.set("turnpike.memories", found.size());
      return found;
    }
  }

  private List<RecalledMemory> recall() {
    if (start.getRecording() != null) {
      recalled.add(start.getRecording().getRecalled());
      return recalled.all();
    }
    if (!start.getMemory() || isTask()) {
      return List.of();
    }
    var found =
        claim.knowsUser()
            ? recall(start.getMessages().getLast().getContent())
            : List.<RecalledMemory>of();
    recalled.add(found);
    // Of what the model looked up in an earlier attempt, the steps have only the text.
    ToolSet.recallQueries(claim.steps()).forEach(query -> recalled.add(recall(query)));
    return found;
  }

  private List<RecalledMemory> recall(String text) {
    return parts.recall().recall(command.getUserId(), text);
  }

  /** Why the turn ends without a try. */
  private @Nullable Refusal refusal() {
    if (claim.refusal() != null) {
      return new Refusal(claim.refusal(), SessionCommands.BUSY);
    }
    if (claim.strikes() >= parts.properties().maxAttempts()) {
      return new Refusal(
          "attempts_exhausted",
          "The turn was tried %d times without coming to an end".formatted(claim.attempt() - 1));
    }
    var limit = parts.properties().turnTimeout();
    return claim.runningFor().compareTo(limit) > 0 ? outOfTime(limit) : null;
  }

  private static Refusal outOfTime(Duration limit) {
    return new Refusal(
        "deadline_exceeded", "The turn took longer than %d s".formatted(limit.toSeconds()));
  }

  private Agent agent() throws UnknownAgentException {
    var agent = parts.agents().find(start.getAgent());
    if (agent == null) {
      throw new UnknownAgentException(start.getAgent(), parts.agents().names());
    }
    return agent;
  }

  private CompletedTurn refused(Refusal refusal) throws InterruptedException {
    tellAgain();
    return failed(refusal);
  }

  private CompletedTurn failed(Refusal refusal) {
    return record.failed(answer.toString(), refusal.code(), refusal.sentence(), times());
  }

  private TurnRecord.Times times() {
    return new TurnRecord.Times(replies.firstTextAt(), parts.clock().instant());
  }

  /** An end as failed: for programs, and for people. */
  private record Refusal(String code, String sentence) {}

  private static final class UnknownAgentException extends Exception {
    UnknownAgentException(String asked, Iterable<String> known) {
      super("There is no agent %s; there are: %s".formatted(asked, String.join(", ", known)));
    }
  }
}

package dev.turnpike.agent.turns;

import dev.turnpike.events.ChatMessage;
import dev.turnpike.events.CompletedTurn;
import dev.turnpike.events.TurnStatus;
import dev.turnpike.telemetry.Activity;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** One attempt at a turn as its trace shows it. */
final class AttemptActivity implements AutoCloseable {

  private final Activity activity;
  private boolean ended;

  private AttemptActivity(Activity activity) {
    this.activity = activity;
  }

  static AttemptActivity begin(TurnRunner.Request request, Claim.Granted claim) {
    var command = request.command();
    var start = request.start();
    if (claim.attempt() == 1) {
      Activity.record("wait in queue", command.getAcceptedAt(), Instant.now());
    }
    var activity = Activity.begin("invoke_agent " + start.getAgent());
    if (activity.isRecorded()) {
      activity
          .set("gen_ai.operation.name", "invoke_agent")
          .set("gen_ai.agent.name", start.getAgent())
          .set("gen_ai.conversation.id", command.getSessionId())
          .set("turnpike.turn.id", command.getTurnId().toString())
          .set("turnpike.turn.origin", lower(start.getOrigin()))
          .set("turnpike.turn.attempt", claim.attempt())
          .set("turnpike.turn.finished_steps", claim.steps().size())
          .set("user.id", command.getUserId())
          .set("session.id", command.getSessionId())
          .set("turnpike.request.id", command.getRequestId())
          .content("gen_ai.input.messages", () -> text(start.getMessages()));
    }
    return new AttemptActivity(activity);
  }

  /** Its end is stored. */
  void ended(CompletedTurn turn) {
    ended = true;
    if (!activity.isRecorded()) {
      return;
    }
    var usage = turn.getUsage();
    activity
        .set("turnpike.turn.status", lower(turn.getStatus()))
        .set("turnpike.prompt.version", turn.getPromptVersion())
        .set("turnpike.simulated", turn.getSimulated())
        .set("turnpike.turn.steps", turn.getSteps().size())
        .set("turnpike.turn.recalled", turn.getRecalled().size())
        .set("gen_ai.request.model", turn.getModel())
        .set("gen_ai.usage.input_tokens", usage.getInputTokens())
        .set("gen_ai.usage.output_tokens", usage.getOutputTokens())
        .content("gen_ai.output.messages", turn::getAnswer);
    if (turn.getFinishReason() != null) {
      activity.set("gen_ai.response.finish_reasons", List.of(turn.getFinishReason()));
    }
    var error = turn.getError();
    if (error != null && turn.getStatus() == TurnStatus.FAILED) {
      activity.failed(error.getCode());
    }
  }

  private static String text(List<ChatMessage> messages) {
    return messages.stream().map(ChatMessage::getContent).collect(Collectors.joining("\n"));
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  @Override
  public void close() {
    if (!ended) {
      activity.failed("unfinished"); // fenced, handed over, or failed; the log says which
    }
    activity.close();
  }
}

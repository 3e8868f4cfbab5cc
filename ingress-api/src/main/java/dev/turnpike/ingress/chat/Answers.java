package dev.turnpike.ingress.chat;

import dev.turnpike.ingress.commands.TurnIntake;
import dev.turnpike.ingress.problem.Problem;
import dev.turnpike.ingress.stream.OpenReplies;
import dev.turnpike.ingress.tokens.Caller;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.http.HttpStatus;

/** Runs a turn to its end and answers with the conversation. */
final class Answers {
  private final TurnIntake intake;
  private final Conversations conversations;
  private final OpenReplies replies;
  private final AsyncTaskExecutor blockingExecutor;
  private final Duration deadline;

  Answers(
      TurnIntake intake,
      Conversations conversations,
      OpenReplies replies,
      AsyncTaskExecutor blockingExecutor,
      Duration deadline) {
    this.intake = intake;
    this.conversations = conversations;
    this.replies = replies;
    this.blockingExecutor = blockingExecutor;
    this.deadline = deadline;
  }

  CompletableFuture<Conversation> to(Caller.Session caller, TurnIntake.Question question) {
    replies.requireRoom();
    UUID id = intake.nextId();
    AwaitedTurn awaited = new AwaitedTurn();
    replies.add(awaited);
    TurnIntake.Turn turn = intake.start(id, caller, question, awaited);
    return turn.accepted()
        .thenCompose(_ -> awaited.end())
        .orTimeout(deadline.toMillis(), TimeUnit.MILLISECONDS)
        .whenComplete(
            (_, _) -> {
              turn.subscription().close();
              replies.remove(awaited);
            })
        .handleAsync(
            (end, failure) -> {
              if (failure != null) {
                throw problem(failure, id);
              }
              return conversation(end, caller, id);
            },
            blockingExecutor);
  }

  private Conversation conversation(TurnEnd end, Caller.Session caller, UUID id) {
    return switch (end) {
      case TurnEnd.Answered _ -> conversations.of(caller.sessionId());
      case TurnEnd.Broken broken when broken.isBusy() -> throw busy(id);
      case TurnEnd.Broken(String code, String message) ->
          throw Problem.of(HttpStatus.BAD_GATEWAY, code, message).with("turn_id", id);
      case TurnEnd.CalledOff(String reason) ->
          throw Problem.of(HttpStatus.CONFLICT, "cancelled", "The turn was cancelled. " + reason)
              .with("turn_id", id);
    };
  }

  /** 409 for a turn that was not to wait for others. */
  static Problem busy(UUID id) {
    return Problem.of(
            HttpStatus.CONFLICT,
            TurnEnd.BUSY,
            "A turn of this session has not ended: wait for it or cancel it"
                + " (POST /api/v1/turns/{id}/cancel), or send on_busy as enqueue, interrupt or"
                + " rollback.")
        .with("turn_id", id);
  }

  static Problem problem(Throwable failure, UUID id) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    Problem problem =
        switch (cause) {
          case Problem known -> known;
          case TimeoutException _ ->
              Problem.of(
                  HttpStatus.GATEWAY_TIMEOUT,
                  "answer_deadline",
                  "The turn has not ended yet; it goes on, and its answer will be in the messages.");
          default ->
              Problem.of(
                  HttpStatus.INTERNAL_SERVER_ERROR,
                  "internal_error",
                  "Something went wrong inside.");
        };
    return problem.with("turn_id", id);
  }
}

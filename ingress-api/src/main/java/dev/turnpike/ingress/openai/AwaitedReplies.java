package dev.turnpike.ingress.openai;

import dev.turnpike.events.CompletedTurn;
import dev.turnpike.events.TurnError;
import dev.turnpike.ingress.commands.TurnIntake;
import dev.turnpike.ingress.follow.StoredTurns;
import dev.turnpike.ingress.problem.Problem;
import dev.turnpike.ingress.stream.OpenReplies;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.http.HttpStatus;

/** Starts turns and answers with what was stored at their end. No thread waits for it. */
public final class AwaitedReplies {
  private static final String GIVEN_UP = "Nobody waits for the answer any longer.";

  /** OpenAI's clients repeat calls that failed with a status such as 502 unless they are told. */
  private static final String RETRY = "x-should-retry";

  private final TurnIntake intake;
  private final StoredTurns stored;
  private final OpenReplies replies;
  private final Cancelling cancelling;
  private final AsyncTaskExecutor blockingExecutor;
  private final Duration deadline;

  AwaitedReplies(
      TurnIntake intake,
      StoredTurns stored,
      OpenReplies replies,
      Cancelling cancelling,
      AsyncTaskExecutor blockingExecutor,
      Duration deadline) {
    this.intake = intake;
    this.stored = stored;
    this.replies = replies;
    this.cancelling = cancelling;
    this.blockingExecutor = blockingExecutor;
    this.deadline = deadline;
  }

  /**
   * The turn as it ended, well or not; fails with a {@link Problem} when it was refused, or did not
   * end in time.
   */
  public CompletableFuture<CompletedTurn> to(Asked asked) {
    replies.requireRoom();
    AwaitedEnd end = new AwaitedEnd();
    replies.add(end);
    TurnIntake.Turn turn = intake.start(asked.id(), asked.caller(), asked.question(), end);
    return turn.accepted()
        .thenCompose(_ -> awaited(asked, end))
        .whenComplete(
            (_, _) -> {
              turn.subscription().close();
              replies.remove(end);
            })
        .handleAsync(
            (_, failure) -> {
              if (failure != null) {
                throw new CompletionException(failure);
              }
              return ended(asked.id());
            },
            blockingExecutor);
  }

  private CompletableFuture<Void> awaited(Asked asked, AwaitedEnd end) {
    return end.future()
        .orTimeout(deadline.toMillis(), TimeUnit.MILLISECONDS)
        .exceptionally(
            failure -> {
              cancelling.left(asked, GIVEN_UP);
              throw failure instanceof TimeoutException ? late() : new CompletionException(failure);
            });
  }

  private CompletedTurn ended(UUID turn) {
    return stored
        .find(turn)
        .orElseThrow(
            () -> new IllegalStateException("A turn is stored before its end is told: " + turn));
  }

  /**
   * @throws Problem unless the turn ended well
   */
  public static CompletedTurn requireAnswered(CompletedTurn turn) {
    TurnError error = turn.getError();
    String code = error == null ? "unknown" : error.getCode();
    String message = error == null ? "The turn failed." : error.getMessage();
    return switch (turn.getStatus()) {
      case COMPLETED -> turn;
      case CANCELLED ->
          throw unrepeatable(
              HttpStatus.CONFLICT, "cancelled", "The turn was cancelled. " + message);
      case FAILED, UNKNOWN -> throw unrepeatable(HttpStatus.BAD_GATEWAY, code, message);
    };
  }

  private static Problem late() {
    return unrepeatable(
        HttpStatus.GATEWAY_TIMEOUT, "answer_deadline", "The answer was not there in time.");
  }

  private static Problem unrepeatable(HttpStatus status, String code, String message) {
    return Problem.of(status, code, message).withHeader(RETRY, "false");
  }
}

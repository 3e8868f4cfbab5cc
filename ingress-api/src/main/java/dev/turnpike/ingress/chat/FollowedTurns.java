package dev.turnpike.ingress.chat;

import dev.turnpike.ingress.follow.InvalidCursor;
import dev.turnpike.ingress.follow.TurnStream;
import dev.turnpike.ingress.follow.TurnStreams;
import dev.turnpike.ingress.follow.TurnWatcher;
import dev.turnpike.ingress.mailbox.Cursor;
import dev.turnpike.ingress.mailbox.Place;
import dev.turnpike.ingress.problem.ProblemWriter;
import dev.turnpike.ingress.tokens.Caller;
import dev.turnpike.ingress.turns.KnownTurn;
import dev.turnpike.ingress.turns.TurnDirectory;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Brings turns that there are to whoever may follow them, from wherever they have got to. The
 * status waits until it is known whose the turn is and that the cursor is one of its own.
 */
@Component
class FollowedTurns {
  private static final int LONGEST_ANSWER = 100_000_000;

  private final TurnDirectory directory;
  private final TurnStreams streams;
  private final ProblemWriter problems;
  private final JsonMapper json;
  private final AsyncTaskExecutor blockingExecutor;

  FollowedTurns(
      TurnDirectory directory,
      TurnStreams streams,
      ProblemWriter problems,
      JsonMapper json,
      AsyncTaskExecutor blockingExecutor) {
    this.directory = directory;
    this.streams = streams;
    this.problems = problems;
    this.json = json;
    this.blockingExecutor = blockingExecutor;
  }

  /**
   * @param cursor of the last frame that the client has; null when it has none
   */
  void to(
      Caller caller,
      String id,
      @Nullable String cursor,
      HttpServletRequest request,
      HttpServletResponse response) {
    UUID turn = TurnDirectory.idOf(id);
    Cursor seen = cursor == null ? null : decoded(cursor);
    TurnStream stream =
        streams.on(request, response, turn, new NativeFrames(turn, json), TurnWatcher.NONE);
    CompletableFuture<KnownTurn> known = new CompletableFuture<>();
    var _ =
        known
            .thenCompose(found -> ready(found, seen, stream))
            .whenComplete(
                (_, failure) -> {
                  if (failure == null) {
                    stream.open();
                  } else {
                    stream.refuse((asked, answer) -> problems.write(failure, asked, answer));
                  }
                });
    try {
      blockingExecutor.execute(() -> find(caller, id, known));
    } catch (RejectedExecutionException e) {
      known.completeExceptionally(e);
    }
  }

  private void find(Caller caller, String id, CompletableFuture<KnownTurn> known) {
    try {
      known.complete(directory.require(caller, id));
    } catch (InterruptedException | RuntimeException e) {
      known.completeExceptionally(e);
    }
  }

  private static CompletableFuture<Void> ready(
      KnownTurn turn, @Nullable Cursor seen, TurnStream stream) {
    Place beginning = turn.beginning().orElse(null);
    if (beginning == null) {
      return stream.replay(seen); // All there is of it is its end.
    }
    if (seen != null && seen.mailbox() != beginning.mailbox()) {
      throw InvalidCursor.problem();
    }
    return stream.resume(beginning, seen);
  }

  private static Cursor decoded(String cursor) {
    return Cursor.decode(cursor)
        .filter(decoded -> decoded.chars() <= LONGEST_ANSWER)
        .orElseThrow(InvalidCursor::problem);
  }
}

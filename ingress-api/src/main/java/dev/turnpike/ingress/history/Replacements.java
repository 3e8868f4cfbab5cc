package dev.turnpike.ingress.history;

import dev.turnpike.ingress.commands.TurnCancellation;
import dev.turnpike.ingress.problem.Problem;
import dev.turnpike.ingress.tokens.Caller;
import dev.turnpike.ingress.turns.KnownTurn;
import dev.turnpike.ingress.turns.TurnDirectory;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/**
 * Clears the way for a turn that takes another's place: looks whether it can, and cancels what
 * would only run to be replaced. The workers decide again, in the order of the log: of two that
 * want the same place the later one gets it.
 */
@Component
public class Replacements {
  private static final String REASON = "Another turn takes its place.";

  private final TurnDirectory directory;
  private final TurnPages pages;
  private final TurnCancellation cancellation;
  private final AsyncTaskExecutor blockingExecutor;

  Replacements(
      TurnDirectory directory,
      TurnPages pages,
      TurnCancellation cancellation,
      AsyncTaskExecutor blockingExecutor) {
    this.directory = directory;
    this.pages = pages;
    this.cancellation = cancellation;
    this.blockingExecutor = blockingExecutor;
  }

  /**
   * Completes once what runs in that place is cancelled; at once for a turn that replaces none.
   * Fails with a {@link Problem}: 404 for a turn that the session has not, 409 for one that is not
   * in its history any more.
   */
  public CompletableFuture<Void> clear(Caller.Session caller, @Nullable UUID replaced) {
    return replaced == null
        ? CompletableFuture.completedFuture(null)
        : CompletableFuture.runAsync(() -> clearNow(caller, replaced), blockingExecutor);
  }

  private void clearNow(Caller.Session caller, UUID replaced) {
    try {
      KnownTurn turn = require(caller, replaced);
      for (UUID unfinished : unfinished(turn)) {
        cancellation.cancel(
            new TurnCancellation.Target(unfinished, caller.sessionId(), caller.userId()),
            REASON,
            false);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CompletionException(e);
    }
  }

  private KnownTurn require(Caller.Session caller, UUID replaced) throws InterruptedException {
    try {
      return directory.require(caller, replaced.toString());
    } catch (Problem e) {
      throw e.status().equals(HttpStatus.NOT_FOUND)
          ? Problem.notFound("replaces", "There is no such turn in this session.")
          : e;
    }
  }

  /** It, and what came after it. */
  private List<UUID> unfinished(KnownTurn turn) {
    // One that no worker has yet has no place, but will get one. Looked for first, since it may be
    // claimed meanwhile, but not the other way round.
    List<UUID> waiting = pages.waitingSince(turn.sessionId(), turn.acceptedAt());
    if (waiting.contains(turn.id())) {
      return waiting;
    }
    TurnPages.@Nullable Placed placed = pages.find(turn.sessionId(), turn.id());
    if (placed == null) {
      throw Problem.of(
          HttpStatus.CONFLICT,
          "turn_not_in_history",
          "The turn is not in the history of its session: it was forgotten, or is none of its own.");
    }
    if (placed.supersededBy() != null) {
      throw Problem.of(
              HttpStatus.CONFLICT,
              "turn_superseded",
              "Another turn took the place of this one already: replace that one.")
          .with("superseded_by", placed.supersededBy());
    }
    return Stream.concat(
            waiting.stream(), pages.runningFrom(turn.sessionId(), placed.position()).stream())
        .toList();
  }
}

package dev.turnpike.agent.turns;

import dev.turnpike.events.CompletedTurn;
import dev.turnpike.events.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What came of asking for a turn. */
sealed interface Claim {

  /**
   * The attempt is ours until a higher one begins.
   *
   * @param strikes earlier attempts that ended with their worker or in an unforeseen failure
   * @param startedAt when the turn was first claimed
   * @param runningFor how long ago that is, by the database's clock
   * @param refusal code of the error with which the turn ends unheard; null for almost all
   * @param cancelReason null unless the turn was cancelled before it could run
   * @param forget whether the cancellation also takes the turn out of the history
   * @param history the session's newest messages, oldest first
   * @param steps what earlier attempts have finished
   * @param knowsUser whether anything is remembered about the user
   * @param exempt whether the user wants no memory in the session
   */
  record Granted(
      int attempt,
      int strikes,
      Instant startedAt,
      Duration runningFor,
      @Nullable String refusal,
      @Nullable String cancelReason,
      boolean forget,
      List<PastMessage> history,
      List<Step> steps,
      boolean knowsUser,
      boolean exempt)
      implements Claim {

    public Granted {
      history = List.copyOf(history);
      steps = List.copyOf(steps);
    }
  }

  /** Its owner is alive and still runs it. */
  record Held() implements Claim {}

  /** It has ended, as the record says. */
  record Finished(CompletedTurn turn) implements Claim {}
}

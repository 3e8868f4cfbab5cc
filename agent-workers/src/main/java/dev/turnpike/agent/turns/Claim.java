package dev.turnpike.agent.turns;

import dev.turnpike.events.ChatMessage;
import dev.turnpike.events.CompletedTurn;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What came of asking for a turn. */
sealed interface Claim {

  /**
   * The attempt is ours until a higher one begins.
   *
   * @param startedAt when the turn was first claimed
   * @param cancelReason null unless the turn was cancelled before it could run
   * @param forget whether the cancellation also takes the turn out of the history
   * @param history the session's newest messages, oldest first
   * @param knowsUser whether anything is remembered about the user
   */
  record Granted(
      int attempt,
      Instant startedAt,
      @Nullable String cancelReason,
      boolean forget,
      List<ChatMessage> history,
      boolean knowsUser)
      implements Claim {

    public Granted {
      history = List.copyOf(history);
    }
  }

  /** Its owner is alive and still runs it. */
  record Held() implements Claim {}

  /** It has ended, as the record says. */
  record Finished(CompletedTurn turn) implements Claim {}
}

package dev.turnpike.ingress.commands;

import dev.turnpike.ingress.problem.Problem;
import dev.turnpike.ingress.tokens.Caller;

/** What must hold for a new turn to be accepted. Thread-safe. */
public interface TurnCondition {
  /**
   * Asked before anything is done for a turn; holds nothing for it. Called by the server's own
   * threads: must answer from memory, or nearly always.
   *
   * @throws Problem 429, with {@code Retry-After}
   */
  void require(Caller.Session caller);

  /**
   * Asked again for a turn that is about to be accepted, and holds what it may need: of those who
   * were asked at the same time not all may fit.
   *
   * @return gives back what is held, for a turn that is refused after all; run at most once
   * @throws Problem as above
   */
  default Runnable hold(Caller.Session caller) {
    return () -> {};
  }
}

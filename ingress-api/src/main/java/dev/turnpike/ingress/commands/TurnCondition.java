package dev.turnpike.ingress.commands;

import dev.turnpike.ingress.problem.Problem;
import dev.turnpike.ingress.tokens.Caller;

/** What must hold for a new turn to be accepted. Thread-safe. */
public interface TurnCondition {
  /**
   * Called by the server's own threads: must answer from memory, or nearly always.
   *
   * @throws Problem 429, with {@code Retry-After}
   */
  void require(Caller.Session caller);
}

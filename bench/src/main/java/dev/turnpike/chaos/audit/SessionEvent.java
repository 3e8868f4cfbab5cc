package dev.turnpike.chaos.audit;

/** What stands in {@code chat.requests} about a session's history. */
sealed interface SessionEvent permits StartedTurn, Clearing, Rollback {
  String session();

  /** All of a session are in one partition. */
  Place place();
}

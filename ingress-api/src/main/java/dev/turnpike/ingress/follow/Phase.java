package dev.turnpike.ingress.follow;

import dev.turnpike.ingress.follow.TurnWatcher.Closing;

/** How far a {@link TurnStream} is. */
sealed interface Phase {
  /** The newest. */
  Leg leg();

  /** Events come, or will. */
  record Following(Leg leg) implements Phase {}

  /** The client first takes what it was given. */
  record Full(Leg leg) implements Phase {}

  /** Nothing more is for the client. */
  record Over(Leg leg, Closing how) implements Phase {}
}

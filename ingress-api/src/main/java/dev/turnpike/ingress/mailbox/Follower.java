package dev.turnpike.ingress.mailbox;

import org.jspecify.annotations.Nullable;

/**
 * Whoever wants a turn's events, in order. Where they come from is not its business: the tail of a
 * mailbox, or the log from some place on.
 *
 * <p>Invariant: no method blocks; all are called by one thread at a time.
 */
public interface Follower {
  /** Why nothing more comes. */
  enum Lost {
    /** The log no longer holds what was asked for. */
    GONE,
    /** The cursor names no event of the turn. */
    FOREIGN,
    /** Kafka can't be read now, or too many are waiting for it. */
    UNREACHABLE
  }

  /**
   * @return false when there is no room: the event was not taken, and nothing more comes until the
   *     follower resumes
   */
  boolean onEvent(MailboxEvent event);

  /** Nothing more is at hand just now: what was collected can be sent on. */
  default void onPause() {}

  /**
   * Reading has begun where the follower asked for.
   *
   * @param at the event that its cursor named; null when it began elsewhere
   */
  default void onResumed(@Nullable MailboxEvent at) {}

  /** Instead of any further event. */
  default void onLost(Lost why) {}
}

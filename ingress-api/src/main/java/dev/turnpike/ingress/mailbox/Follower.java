package dev.turnpike.ingress.mailbox;

/**
 * Whoever wants a turn's events, in order. Where they come from is not its business: the tail of a
 * mailbox now, the log from a cursor on for one that was detached.
 *
 * <p>Invariant: neither method blocks; both are called by one thread at a time.
 */
public interface Follower {
  void onEvent(MailboxEvent event);

  /** Nothing more is at hand just now: what was collected can be sent on. */
  default void onPause() {}
}

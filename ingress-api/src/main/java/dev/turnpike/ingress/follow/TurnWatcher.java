package dev.turnpike.ingress.follow;

import dev.turnpike.ingress.mailbox.MailboxEvent;

/** Whoever wants to know how a stream goes. No method may block. */
public interface TurnWatcher {
  TurnWatcher NONE = new TurnWatcher() {};

  /** How a stream closed. */
  enum Closing {
    /** The client was given the turn's end. */
    ENDED,
    /** The node ended the stream before the turn's end, or never opened it. */
    DETACHED,
    /** The client went. */
    LEFT
  }

  /** An event was taken for the client. */
  default void saw(MailboxEvent event) {}

  /** The node is going to stop: whoever waits before opening the stream waits no longer. */
  default void stopping() {}

  /** Called once. */
  default void closed(Closing how) {}
}

package dev.turnpike.ingress.mailbox;

import dev.turnpike.events.ReplyEvent;

/**
 * An event of a turn, with its place in the log.
 *
 * @param mailbox partition of chat.replies
 * @param offset of its record; {@link #NOWHERE} for events made from a stored turn
 */
public record MailboxEvent(ReplyEvent reply, int mailbox, long offset) {
  /** Offset of events that stand in no log. */
  public static final long NOWHERE = -1;

  public int attempt() {
    return reply.getAttempt();
  }

  public Object body() {
    return reply.getBody();
  }

  public boolean isInLog() {
    return offset >= 0;
  }
}

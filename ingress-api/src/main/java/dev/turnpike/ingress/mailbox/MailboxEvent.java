package dev.turnpike.ingress.mailbox;

import dev.turnpike.events.ReplyEvent;

/** An event as it came from a mailbox, with the cursor of its place. */
public record MailboxEvent(ReplyEvent reply, Cursor cursor) {
  public int attempt() {
    return reply.getAttempt();
  }

  public Object body() {
    return reply.getBody();
  }
}

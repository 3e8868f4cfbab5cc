package dev.turnpike.ingress.follow;

import dev.turnpike.ingress.mailbox.Cursor;
import dev.turnpike.ingress.mailbox.MailboxEvent;
import org.jspecify.annotations.Nullable;

/**
 * A turn's events in the format of one kind of client. It is given them in order, each once: text
 * that is void is taken back by a Restarted, and one terminal event ends them.
 *
 * <p>Not thread-safe; called by one thread at a time.
 */
public interface Frames {
  /** Sent right after the headers. */
  default byte[] opening() {
    return new byte[0];
  }

  /**
   * @param cursor where a client goes on that has seen the event; null when nowhere in the log
   * @return whole frames; empty for events that are not for this client
   */
  byte[] of(MailboxEvent event, @Nullable Cursor cursor);

  /** The last frame of a stream that ends before its turn does. */
  byte[] detached(String code, String message);

  /** Whether a client can go on elsewhere with what this stream has not brought. */
  boolean isResumable();
}

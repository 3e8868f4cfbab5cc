package dev.turnpike.ingress.mailbox;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where in the log to begin with a turn's events: behind the event that a cursor names, or at the
 * turn's first.
 *
 * @param mailbox partition of chat.replies that has the turn's events
 * @param cursor null for the turn's beginning
 * @param since the turn's events are not older
 * @param endedAt when the turn ended, as far as is known: its events are hardly younger
 */
public record Place(
    UUID turn, int mailbox, @Nullable Cursor cursor, Instant since, @Nullable Instant endedAt) {
  public Place {
    if (cursor != null && cursor.mailbox() != mailbox) {
      throw new IllegalArgumentException(
          "A cursor of mailbox %d can't be a place in mailbox %d."
              .formatted(cursor.mailbox(), mailbox));
    }
  }

  /** Behind this event of the same turn. */
  public Place behind(Cursor seen) {
    return new Place(turn, mailbox, seen, since, endedAt);
  }
}

package dev.turnpike.ingress.follow;

import dev.turnpike.ingress.mailbox.Follower;
import dev.turnpike.ingress.mailbox.MailboxEvent;
import dev.turnpike.ingress.mailbox.Place;
import dev.turnpike.ingress.mailbox.Subscription;
import java.util.List;
import java.util.UUID;

/** Where the events of turns come from: the log, and what was stored at their end. */
interface TurnSource {
  Subscription resume(Place from, Follower follower);

  /** The events of the stored turn; none when it has not ended. Blocks. */
  List<MailboxEvent> stored(UUID turn);

  /**
   * Runs what blocks elsewhere.
   *
   * @throws java.util.concurrent.RejectedExecutionException when too much waits already
   */
  void execute(Runnable blocking);
}

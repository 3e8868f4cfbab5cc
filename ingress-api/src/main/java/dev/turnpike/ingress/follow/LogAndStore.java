package dev.turnpike.ingress.follow;

import dev.turnpike.ingress.mailbox.Follower;
import dev.turnpike.ingress.mailbox.MailboxEvent;
import dev.turnpike.ingress.mailbox.Mailboxes;
import dev.turnpike.ingress.mailbox.Place;
import dev.turnpike.ingress.mailbox.Subscription;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executor;

/** The real source: the mailboxes and the agent workers' view. */
record LogAndStore(Mailboxes mailboxes, StoredTurns turns, Executor blocking)
    implements TurnSource {
  @Override
  public Subscription resume(Place from, Follower follower) {
    return mailboxes.resume(from, follower);
  }

  @Override
  public List<MailboxEvent> stored(UUID turn) {
    return turns.find(turn).map(StoredEvents::of).orElse(List.of());
  }

  @Override
  public void execute(Runnable task) {
    blocking.execute(task);
  }
}

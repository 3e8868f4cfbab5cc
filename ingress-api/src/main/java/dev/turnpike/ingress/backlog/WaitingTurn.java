package dev.turnpike.ingress.backlog;

import dev.turnpike.ingress.mailbox.Follower;
import dev.turnpike.ingress.mailbox.MailboxEvent;
import dev.turnpike.ingress.mailbox.Subscription;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** One turn in the backlog, until its first event, or until nobody here listens for one. */
public final class WaitingTurn {
  private final Backlog backlog;
  private final UUID turn;
  private final String session;
  private final AtomicBoolean left = new AtomicBoolean();

  WaitingTurn(Backlog backlog, UUID turn, String session) {
    this.backlog = backlog;
    this.turn = turn;
    this.session = session;
  }

  /** The same follower, heard by the backlog too. */
  public Follower heardBy(Follower follower) {
    return new Ear(follower);
  }

  /** The same subscription; closing it takes the turn out of the backlog. */
  public Subscription endedBy(Subscription subscription) {
    return () -> {
      subscription.close();
      if (left.compareAndSet(false, true)) {
        backlog.left(turn, session);
      }
    };
  }

  private final class Ear implements Follower {
    private final Follower follower;
    private boolean heard; // of the thread that brings events

    Ear(Follower follower) {
      this.follower = follower;
    }

    @Override
    public boolean onEvent(MailboxEvent event) {
      if (!heard) {
        heard = true;
        backlog.began(turn);
      }
      return follower.onEvent(event);
    }

    @Override
    public void onPause() {
      follower.onPause();
    }

    @Override
    public void onResumed(@Nullable MailboxEvent at) {
      follower.onResumed(at);
    }

    @Override
    public void onLost(Lost why) {
      follower.onLost(why);
    }
  }
}

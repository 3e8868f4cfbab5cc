package dev.turnpike.ingress.follow;

import dev.turnpike.ingress.mailbox.Follower;
import dev.turnpike.ingress.mailbox.MailboxEvent;
import dev.turnpike.ingress.mailbox.Subscription;
import org.jspecify.annotations.Nullable;

/**
 * One stretch of a turn's way to a client: what one subscription, or one reading of the stored
 * answer, brings. It tells its stream who speaks, which only listens to its newest leg.
 */
final class Leg implements Follower {
  private final TurnStream stream;
  private @Nullable Subscription subscription; // guarded by this, as is retired
  private boolean retired;

  Leg(TurnStream stream) {
    this.stream = stream;
  }

  /** Once it is known; its first events may have come before. */
  void attach(Subscription to) {
    synchronized (this) {
      if (!retired) {
        subscription = to;
        return;
      }
    }
    to.close();
  }

  /** Nothing of it is wanted any more. */
  void retire() {
    Subscription unneeded;
    synchronized (this) {
      retired = true;
      unneeded = subscription;
      subscription = null;
    }
    if (unneeded != null) {
      unneeded.close();
    }
  }

  @Override
  public boolean onEvent(MailboxEvent event) {
    return stream.take(this, event);
  }

  @Override
  public void onPause() {
    stream.flush();
  }

  @Override
  public void onResumed(@Nullable MailboxEvent at) {
    stream.resumed(this, at);
  }

  @Override
  public void onLost(Lost why) {
    stream.lost(this, why);
  }
}

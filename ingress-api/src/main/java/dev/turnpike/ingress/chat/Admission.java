package dev.turnpike.ingress.chat;

import dev.turnpike.events.Delta;
import dev.turnpike.events.Failed;
import dev.turnpike.ingress.follow.TurnWatcher;
import dev.turnpike.ingress.mailbox.MailboxEvent;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Watches a new turn for its client: how long it waits for the first token, and whether a turn that
 * was not to wait for others may run, which its first event tells.
 *
 * <p>Invariant: only that event refuses it. In doubt the turn runs, as far as anyone can tell now,
 * and whatever comes is for its stream to tell.
 */
final class Admission implements TurnWatcher {
  private final CompletableFuture<Boolean> admitted = new CompletableFuture<>();
  private final Runnable firstToken;
  private boolean spoken; // of the thread that brings events

  /**
   * @param firstToken runs at the first piece of the answer
   */
  Admission(Runnable firstToken) {
    this.firstToken = firstToken;
  }

  @Override
  public void saw(MailboxEvent event) {
    if (spoken) {
      return;
    }
    if (event.body() instanceof Delta) {
      spoken = true;
      firstToken.run();
    }
    admitted.complete(!isRefusal(event));
  }

  private static boolean isRefusal(MailboxEvent event) {
    return event.body() instanceof Failed failed && failed.getCode().equals(TurnEnd.BUSY);
  }

  /** Nobody can wait any longer. */
  @Override
  public void stopping() {
    admitted.complete(true);
  }

  /** False when the turn was refused; true also when nothing is heard for that long. */
  CompletableFuture<Boolean> within(Duration patience) {
    return admitted.completeOnTimeout(true, patience.toMillis(), TimeUnit.MILLISECONDS);
  }
}

package dev.turnpike.ingress.chat;

import dev.turnpike.ingress.mailbox.MailboxEvent;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Whether a turn that was not to wait for others may run, which its first event tells.
 *
 * <p>Invariant: only that event refuses it. In doubt the turn runs, as far as anyone can tell now,
 * and whatever comes is for its stream to tell.
 */
final class Admission {
  private final CompletableFuture<Boolean> admitted = new CompletableFuture<>();

  /** Only the first one counts. */
  void heard(MailboxEvent event) {
    boolean refused =
        TurnEnd.of(event)
            .filter(end -> end instanceof TurnEnd.Broken broken && broken.isBusy())
            .isPresent();
    admitted.complete(!refused);
  }

  /** Nobody can wait any longer. */
  void giveUp() {
    admitted.complete(true);
  }

  /** False when the turn was refused; true also when nothing is heard for that long. */
  CompletableFuture<Boolean> within(Duration patience) {
    return admitted.completeOnTimeout(true, patience.toMillis(), TimeUnit.MILLISECONDS);
  }
}

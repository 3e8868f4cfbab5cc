package dev.turnpike.ingress.openai;

import dev.turnpike.ingress.commands.TurnCancellation;
import dev.turnpike.ingress.problem.Problem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Cancels turns whose answers nobody waits for any more. Never blocks its callers. */
public final class Cancelling {
  private static final Logger log = LoggerFactory.getLogger(Cancelling.class);

  private final TurnCancellation cancellation;
  private final boolean onDisconnect;

  Cancelling(TurnCancellation cancellation, boolean onDisconnect) {
    this.cancellation = cancellation;
    this.onDisconnect = onDisconnect;
  }

  /** Unless turns are to go on without their clients. */
  void left(Asked asked, String reason) {
    if (onDisconnect) {
      Thread.startVirtualThread(() -> asked.about().during(() -> cancel(asked, reason)));
    }
  }

  private void cancel(Asked asked, String reason) {
    try {
      cancellation.cancel(asked.target(), reason, false);
    } catch (Problem e) {
      log.atWarn()
          .addKeyValue("reason", e.getMessage())
          .log("A turn whose client went could not be cancelled");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

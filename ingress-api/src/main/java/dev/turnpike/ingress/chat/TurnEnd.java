package dev.turnpike.ingress.chat;

import dev.turnpike.events.Cancelled;
import dev.turnpike.events.Completed;
import dev.turnpike.events.Failed;
import dev.turnpike.ingress.mailbox.MailboxEvent;
import java.util.Optional;

/** How a turn ended. */
sealed interface TurnEnd {
  /** The code with which agent workers refuse a turn that was not to wait for others. */
  String BUSY = "session_busy";

  record Answered() implements TurnEnd {}

  record Broken(String code, String message) implements TurnEnd {
    boolean isBusy() {
      return code.equals(BUSY);
    }
  }

  record CalledOff(String reason) implements TurnEnd {}

  /** Empty for events that end nothing. */
  static Optional<TurnEnd> of(MailboxEvent event) {
    return switch (event.body()) {
      case Completed _ -> Optional.of(new Answered());
      case Failed failed -> Optional.of(new Broken(failed.getCode(), failed.getMessage()));
      case Cancelled cancelled -> Optional.of(new CalledOff(cancelled.getReason()));
      default -> Optional.empty();
    };
  }
}

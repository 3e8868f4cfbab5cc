package dev.turnpike.ingress.turns;

import java.util.Locale;

/** How far a turn is. */
public enum TurnStatus {
  /** In the log; no worker has it yet. */
  ACCEPTED,
  RUNNING,
  COMPLETED,
  FAILED,
  CANCELLED;

  /** As the agent workers' view has it, and clients get it. */
  static TurnStatus of(String name) {
    return valueOf(name.toUpperCase(Locale.ROOT));
  }

  String onTheWire() {
    return name().toLowerCase(Locale.ROOT);
  }

  boolean isEnd() {
    return switch (this) {
      case ACCEPTED, RUNNING -> false;
      case COMPLETED, FAILED, CANCELLED -> true;
    };
  }
}

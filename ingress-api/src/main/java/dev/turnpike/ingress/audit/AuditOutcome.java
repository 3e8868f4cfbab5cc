package dev.turnpike.ingress.audit;

import java.util.Locale;

/** How an action ended. */
public enum AuditOutcome {
  SUCCEEDED,
  REFUSED,
  /** Accepted, and done soon. */
  PENDING;

  /** As it stands in the log and in the table. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}

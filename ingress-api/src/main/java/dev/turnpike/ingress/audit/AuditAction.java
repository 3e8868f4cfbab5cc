package dev.turnpike.ingress.audit;

import java.util.Locale;

/** What can happen to an account. */
public enum AuditAction {
  REGISTERED,
  LOGGED_IN,
  LOGIN_FAILED,
  /** Too many attempts, or too many at once. */
  LOGIN_REFUSED,
  LOGGED_OUT,
  PASSWORD_UPGRADED,
  API_KEY_CREATED,
  API_KEY_REVOKED,
  SESSION_CREATED,
  SESSION_DELETED,
  MEMORIES_DELETED,
  MEMORY_SWITCHED_OFF,
  MEMORY_SWITCHED_ON,
  USER_DELETED,
  DEAD_LETTER_READ,
  DEAD_LETTER_REDRIVEN;

  /** As it stands in the log and in the table. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}

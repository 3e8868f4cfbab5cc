package dev.turnpike.ingress.audit;

import org.jspecify.annotations.Nullable;

/**
 * Something that happened to an account.
 *
 * @param userId null when it is nobody's
 * @param subject what it was done to, such as {@code session:…} or {@code api-key:…}; never an
 *     e-mail address or a secret
 */
public record AuditEvent(
    AuditAction action,
    AuditOutcome outcome,
    @Nullable String userId,
    @Nullable String subject,
    Origin origin) {

  public static AuditEvent succeeded(AuditAction action, String userId, Origin origin) {
    return new AuditEvent(action, AuditOutcome.SUCCEEDED, userId, null, origin);
  }

  /**
   * @param userId null when it is nobody's
   */
  public static AuditEvent refused(AuditAction action, @Nullable String userId, Origin origin) {
    return new AuditEvent(action, AuditOutcome.REFUSED, userId, null, origin);
  }

  public AuditEvent withOutcome(AuditOutcome other) {
    return new AuditEvent(action, other, userId, subject, origin);
  }

  /**
   * @param kind such as session
   */
  public AuditEvent on(String kind, String id) {
    return new AuditEvent(action, outcome, userId, kind + ":" + id, origin);
  }
}

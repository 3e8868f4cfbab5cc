package dev.turnpike.ingress.memories;

import dev.turnpike.ingress.audit.AuditAction;
import jakarta.validation.constraints.NotNull;

/**
 * Whether there is memory.
 *
 * @param enabled false: nothing is recalled, and nothing is learned
 */
public record MemorySetting(@NotNull(message = "is required") Boolean enabled) {
  /** What was done, for the record. */
  public AuditAction action() {
    return enabled ? AuditAction.MEMORY_SWITCHED_ON : AuditAction.MEMORY_SWITCHED_OFF;
  }
}

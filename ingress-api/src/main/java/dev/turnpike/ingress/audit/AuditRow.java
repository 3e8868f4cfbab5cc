package dev.turnpike.ingress.audit;

import java.time.Instant;
import java.util.UUID;

/** An event as it is stored. */
record AuditRow(UUID id, Instant at, AuditEvent event) {}

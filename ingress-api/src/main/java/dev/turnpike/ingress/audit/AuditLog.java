package dev.turnpike.ingress.audit;

import com.fasterxml.uuid.NoArgGenerator;
import dev.turnpike.ingress.behind.WriteBehind;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Tells of what happened to accounts: a line in the log at once, a row in the table a moment later.
 *
 * <p>Invariants: never throws, never waits; no e-mail address and no secret is told.
 */
public final class AuditLog {
  private static final Logger log = LoggerFactory.getLogger("dev.turnpike.audit");

  private final WriteBehind<AuditRow> rows;
  private final LoginNames names;
  private final NoArgGenerator ids;
  private final Clock clock;

  AuditLog(WriteBehind<AuditRow> rows, LoginNames names, NoArgGenerator ids, Clock clock) {
    this.rows = rows;
    this.names = names;
    this.ids = ids;
    this.clock = clock;
  }

  public void record(AuditEvent event) {
    LoggingEventBuilder line = log.atInfo();
    line = with(line, "action", event.action().word());
    line = with(line, "outcome", event.outcome().word());
    line = with(line, "user", event.userId());
    line = with(line, "subject", event.subject());
    line = with(line, "address", event.origin().address());
    line = with(line, "request", event.origin().requestId());
    line.log("Account event");
    rows.add(new AuditRow(ids.generate(), clock.instant(), event));
  }

  /** As above, about a name that nobody has: what is told is a hash of it. */
  public void recordUnknown(AuditAction action, String name, Origin origin) {
    record(AuditEvent.refused(action, null, origin).on("login", names.hashed(name)));
  }

  private static LoggingEventBuilder with(
      LoggingEventBuilder line, String key, @Nullable String value) {
    return value == null ? line : line.addKeyValue(key, value);
  }
}

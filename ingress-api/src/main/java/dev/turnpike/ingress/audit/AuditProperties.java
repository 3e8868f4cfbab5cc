package dev.turnpike.ingress.audit;

import dev.turnpike.platform.StartRefused;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What is kept of account events.
 *
 * @param retention how long their rows stay in ingress.account_events
 */
@ConfigurationProperties("turnpike.ingress.audit")
record AuditProperties(@DefaultValue("400d") Duration retention) {
  AuditProperties {
    if (retention.isNegative() || retention.isZero()) {
      throw new StartRefused(
          "turnpike.ingress.audit.retention is %s: give a positive time, such as 400d."
              .formatted(retention));
    }
  }
}

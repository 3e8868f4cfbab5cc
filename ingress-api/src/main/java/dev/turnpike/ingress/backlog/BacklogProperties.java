package dev.turnpike.ingress.backlog;

import dev.turnpike.platform.StartRefused;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * When a turn is refused because too many wait.
 *
 * @param maxWait a turn that would start later than this is refused at once
 */
@ConfigurationProperties("turnpike.ingress.backlog")
record BacklogProperties(@DefaultValue("10s") Duration maxWait) {
  BacklogProperties {
    if (maxWait.compareTo(Duration.ofSeconds(1)) < 0) {
      throw new StartRefused(
          "turnpike.ingress.backlog.max-wait is %s: give at least 1s.".formatted(maxWait));
    }
  }
}

package dev.turnpike.platform;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How a service starts.
 *
 * @param patience how long it waits for Kafka, the registry and the database before it refuses to
 *     start; 0 asks once
 */
@ConfigurationProperties("turnpike.startup")
record StartupProperties(@DefaultValue("10s") Duration patience) {
  StartupProperties {
    if (patience.isNegative()) {
      throw new StartRefused(
          "turnpike.startup.patience is %s: give a time that is not negative, such as 10s."
              .formatted(patience));
    }
  }
}

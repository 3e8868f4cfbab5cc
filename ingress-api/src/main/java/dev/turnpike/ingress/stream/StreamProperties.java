package dev.turnpike.ingress.stream;

import dev.turnpike.platform.StartRefused;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How streams are kept.
 *
 * @param heartbeat a stream on which nothing was written for this long gets a comment line; clients
 *     that are gone are noticed by it
 * @param buffer how much may wait for one client before it is detached
 */
@ConfigurationProperties("turnpike.ingress.streams")
record StreamProperties(
    @DefaultValue("15s") Duration heartbeat, @DefaultValue("256KB") DataSize buffer) {
  private static final int SMALLEST_BUFFER = 1_024;

  StreamProperties {
    if (heartbeat.toMillis() < 100) {
      throw new StartRefused(
          "turnpike.ingress.streams.heartbeat is %s: give at least 100ms.".formatted(heartbeat));
    }
    if (buffer.toBytes() < SMALLEST_BUFFER || buffer.toBytes() > Integer.MAX_VALUE) {
      throw new StartRefused(
          "turnpike.ingress.streams.buffer is %s: give 1KB to 2GB.".formatted(buffer));
    }
  }
}

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
 * @param buffer how much may wait for one client; more is fetched from the log once it has taken
 *     that
 * @param grace how long answers that can't be resumed elsewhere may go on when the node stops;
 *     others are ended at once
 * @param maxOpen how many answers may be under way on a node, streamed or not; each takes some 20
 *     KB, and further ones are refused
 */
@ConfigurationProperties("turnpike.ingress.streams")
record StreamProperties(
    @DefaultValue("15s") Duration heartbeat,
    @DefaultValue("32KB") DataSize buffer,
    @DefaultValue("10s") Duration grace,
    @DefaultValue("10000") int maxOpen) {
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
    if (grace.isNegative()) {
      throw new StartRefused(
          "turnpike.ingress.streams.grace is %s: give 0s or more, such as 10s.".formatted(grace));
    }
    if (maxOpen < 1) {
      throw new StartRefused(
          "turnpike.ingress.streams.max-open is %d: give at least 1.".formatted(maxOpen));
    }
  }
}

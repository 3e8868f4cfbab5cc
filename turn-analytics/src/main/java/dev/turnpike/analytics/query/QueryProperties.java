package dev.turnpike.analytics.query;

import dev.turnpike.platform.StartRefused;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How queries are answered.
 *
 * @param mostRows of one answer; a query for more is refused
 * @param peerTimeout how long other instances are waited for; what they do not give by then is
 *     missing, and the answer says so
 */
@ConfigurationProperties("turnpike.analytics.query")
public record QueryProperties(
    @DefaultValue("5000") int mostRows, @DefaultValue("3s") Duration peerTimeout) {

  public QueryProperties {
    if (mostRows < 1) {
      throw new StartRefused(
          "turnpike.analytics.query.most-rows is %d: it must be at least 1.".formatted(mostRows));
    }
    if (peerTimeout.isNegative() || peerTimeout.isZero()) {
      throw new StartRefused(
          "turnpike.analytics.query.peer-timeout is %s: write a time above 0, such as 3s."
              .formatted(peerTimeout));
    }
  }
}

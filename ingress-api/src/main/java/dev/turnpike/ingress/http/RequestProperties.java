package dev.turnpike.ingress.http;

import dev.turnpike.platform.StartRefused;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long requests may take to arrive; longer ones lose their connection.
 *
 * @param headDeadline for request line and headers, from their first byte
 * @param bodyDeadline for the body
 */
@ConfigurationProperties("turnpike.ingress.requests")
record RequestProperties(
    @DefaultValue("10s") Duration headDeadline, @DefaultValue("30s") Duration bodyDeadline) {
  RequestProperties {
    requirePositive("head-deadline", headDeadline);
    requirePositive("body-deadline", bodyDeadline);
  }

  private static void requirePositive(String name, Duration deadline) {
    if (!deadline.isPositive()) {
      throw new StartRefused(
          "turnpike.ingress.requests.%s is %s: give a positive time, such as 10s."
              .formatted(name, deadline));
    }
  }
}

package dev.turnpike.ingress.analytics;

import dev.turnpike.platform.StartRefused;
import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Where the analytics are.
 *
 * @param url of a turn-analytics service, such as {@code http://turn-analytics:8084}; empty when
 *     there is none
 * @param timeout how long a report may take, to its last byte
 * @param maxReport longest report that is passed on
 */
@ConfigurationProperties("turnpike.ingress.analytics")
record AnalyticsProperties(
    @DefaultValue("") String url,
    @DefaultValue("10s") Duration timeout,
    @DefaultValue("4MB") DataSize maxReport) {
  AnalyticsProperties {
    url = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    if (!url.isEmpty()) {
      requireAddress(url);
    }
    if (!timeout.isPositive() || maxReport.toBytes() < 1) {
      throw new StartRefused(
          "turnpike.ingress.analytics.timeout is %s and max-report is %s: give a positive time and size, such as 10s and 4MB."
              .formatted(timeout, maxReport));
    }
  }

  boolean isOn() {
    return !url.isEmpty();
  }

  private static void requireAddress(String url) {
    URI address;
    try {
      address = URI.create(url);
    } catch (IllegalArgumentException e) {
      throw new StartRefused("TURN_ANALYTICS_URL is %s, which is no URL.".formatted(url), e);
    }
    boolean http = "http".equals(address.getScheme()) || "https".equals(address.getScheme());
    boolean bare =
        address.getUserInfo() == null
            && String.valueOf(address.getRawPath()).isEmpty()
            && address.getQuery() == null
            && address.getFragment() == null;
    if (!http || address.getHost() == null || !bare) {
      throw new StartRefused(
          "TURN_ANALYTICS_URL is not an address alone: give scheme, host and port, such as http://turn-analytics:8084, without user, path or query.");
    }
  }
}

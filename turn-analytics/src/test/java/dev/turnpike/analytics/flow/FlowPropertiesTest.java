package dev.turnpike.analytics.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.turnpike.platform.StartRefused;
import java.time.Duration;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class FlowPropertiesTest {

  @Test
  void defaults() {
    assertThat(bind(Map.of()))
        .isEqualTo(
            new FlowProperties(
                "turn-analytics",
                "",
                1,
                1,
                4,
                Duration.ofHours(1),
                Duration.ofDays(2),
                Duration.ofSeconds(30),
                Duration.ofSeconds(1),
                Duration.ofMillis(500),
                Duration.ofDays(3),
                Duration.ofDays(90),
                ""));
  }

  @Test
  void mappings() {
    assertThat(
            bind(
                Map.ofEntries(
                    Map.entry("turnpike.analytics.application", "a"),
                    Map.entry("turnpike.analytics.state-folder", "s"),
                    Map.entry("turnpike.analytics.threads", "2"),
                    Map.entry("turnpike.analytics.standby-replicas", "0"),
                    Map.entry("turnpike.analytics.partitions", "8"),
                    Map.entry("turnpike.analytics.grace", "1m"),
                    Map.entry("turnpike.analytics.score-grace", "2m"),
                    Map.entry("turnpike.analytics.idle", "2s"),
                    Map.entry("turnpike.analytics.publish-interval", "3s"),
                    Map.entry("turnpike.analytics.commit-interval", "4s"),
                    Map.entry("turnpike.analytics.minute-retention", "5h"),
                    Map.entry("turnpike.analytics.hour-retention", "6h"),
                    Map.entry("turnpike.analytics.advertised-host", "h"))))
        .isEqualTo(
            new FlowProperties(
                "a",
                "s",
                2,
                0,
                8,
                Duration.ofMinutes(1),
                Duration.ofMinutes(2),
                Duration.ofSeconds(2),
                Duration.ofSeconds(3),
                Duration.ofSeconds(4),
                Duration.ofHours(5),
                Duration.ofHours(6),
                "h"));
  }

  @Test
  void whatCantBeIsRefused() {
    refused(() -> bind("threads", "0"), "turnpike.analytics.threads is 0: it must be at least 1.");
    refused(() -> bind("grace", "0s"), "turnpike.analytics.grace is PT0S: write a time above 0");
    refused(
        () -> bind("minute-retention", "2d"),
        "turnpike.analytics.minute-retention is PT48H: it must be at least two hours more");
  }

  @Test
  void alertsThatCantBeAreRefused() {
    Map<String, AlertProperties.Band> none = Map.of();
    Duration minute = Duration.ofMinutes(1);
    refused(
        () -> new AlertProperties(Duration.ofSeconds(90), minute, 1, none),
        "turnpike.analytics.alerts.window is PT1M30S: write whole minutes");
    refused(
        () -> new AlertProperties(minute, minute, 0, none),
        "turnpike.analytics.alerts.minimum is 0");
    refused(() -> new AlertProperties.Band(0.5, 0.4), "turnpike.analytics.alerts.bands has one");
  }

  private static void refused(ThrowingCallable start, String sentence) {
    assertThatThrownBy(start)
        .extracting(
            failure -> {
              Throwable cause = failure;
              while (!(cause instanceof StartRefused) && cause.getCause() != null) {
                cause = cause.getCause();
              }
              return String.valueOf(cause.getMessage());
            })
        .asString()
        .startsWith(sentence);
  }

  private static FlowProperties bind(String name, String value) {
    return bind(Map.of("turnpike.analytics." + name, value));
  }

  private static FlowProperties bind(Map<String, String> properties) {
    return new Binder(new MapConfigurationPropertySource(properties))
        .bindOrCreate("turnpike.analytics", FlowProperties.class);
  }
}

package dev.turnpike.ingress.mailbox;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;

/** What the mailboxes tell about themselves. */
final class MailboxMetrics {
  private final Timer lag;
  private final Counter unreadable;
  private final Counter swept;

  MailboxMetrics(MeterRegistry registry, Feeds feeds, CatchUps waiting) {
    this.lag =
        Timer.builder("turnpike.mailbox.lag")
            .description("From a worker's sending of an event to its arrival at its followers")
            .serviceLevelObjectives(
                Duration.ofMillis(5),
                Duration.ofMillis(10),
                Duration.ofMillis(20),
                Duration.ofMillis(100),
                Duration.ofMillis(500),
                Duration.ofMillis(1_000),
                Duration.ofMillis(5_000))
            .register(registry);
    this.unreadable =
        Counter.builder("turnpike.mailbox.unreadable")
            .description("Records that could not be read and were skipped")
            .register(registry);
    this.swept =
        Counter.builder("turnpike.mailbox.swept")
            .description("Records that were read for followers that had to catch up")
            .register(registry);
    Gauge.builder("turnpike.mailbox.waiting", waiting, CatchUps::size)
        .description("Followers that wait for the log to be read for them")
        .register(registry);
    Gauge.builder("turnpike.mailbox.turns", feeds, Feeds::size)
        .description("Turns that are followed on this node")
        .register(registry);
  }

  void arrived(long sentMillis) {
    lag.record(Duration.ofMillis(Math.max(0, System.currentTimeMillis() - sentMillis)));
  }

  void unreadable() {
    unreadable.increment();
  }

  void swept(int records) {
    swept.increment(records);
  }
}

package dev.turnpike.ingress.usage;

import dev.turnpike.metrics.Buckets;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** How the books are kept, and whom the budgets have refused. */
final class UsageMetrics {
  private final MeterRegistry meters;
  private final Clock clock;
  private final Counter booked;
  private final Counter known;
  private final Timer delay;

  UsageMetrics(MeterRegistry meters, Clock clock) {
    this.meters = meters;
    this.clock = clock;
    this.booked = turns("booked");
    this.known = turns("known");
    this.delay =
        Buckets.delay(Timer.builder("turnpike.usage.delay"))
            .description("From the end of a turn until it is booked")
            .register(meters);
    for (BudgetKind kind : BudgetKind.values()) {
      for (Exhausted.Holder holder : Exhausted.Holder.values()) {
        refusals(kind, holder);
      }
    }
  }

  /** A gauge of how long ago the oldest turn ended that this node has read and not booked. */
  void oldest(Supplier<Optional<Instant>> endedAt) {
    TimeGauge.builder(
            "turnpike.usage.oldest.unbooked",
            () -> age(endedAt.get()).toMillis(),
            TimeUnit.MILLISECONDS)
        .description("Since the end of the oldest turn that this node has read and not booked")
        .register(meters);
  }

  void booked(List<UsedTurn> turns, int fresh) {
    booked.increment(fresh);
    known.increment(turns.size() - fresh);
    turns.forEach(each -> delay.record(age(Optional.of(each.finishedAt()))));
  }

  /** A turn was not accepted. */
  void refused(BudgetKind kind, Exhausted.Holder holder) {
    refusals(kind, holder).increment();
  }

  private Counter refusals(BudgetKind kind, Exhausted.Holder holder) {
    return Counter.builder("turnpike.usage.refusals")
        .description("Turns that were not accepted, a budget being used up")
        .tags("budget", kind.onTheWire(), "of", holder.onTheWire())
        .register(meters);
  }

  private Counter turns(String result) {
    return Counter.builder("turnpike.usage.turns")
        .description("Ended turns that were booked now, or known to be booked already")
        .tag("result", result)
        .register(meters);
  }

  private Duration age(Optional<Instant> endedAt) {
    return endedAt
        .map(at -> Duration.between(at, clock.instant()))
        .filter(Duration::isPositive)
        .orElse(Duration.ZERO);
  }
}

package dev.turnpike.judge.budget;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.events.Usage;
import dev.turnpike.judge.JudgeDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class DailyBudgetTest {

  private static JdbcClient jdbc;

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-03-01T23:59:00Z"));
  private final Clock clock = ((InstantSource) now::get).withZone(ZoneOffset.UTC);

  @BeforeAll
  static void migrate() {
    jdbc = JudgeDatabase.fresh();
  }

  @BeforeEach
  void clear() {
    jdbc.sql("truncate judge.spending").update();
  }

  @Test
  void moneyIsCountedOverAllInstancesAndDaysEndAtMidnight() {
    var one = budget("0.000002", null);
    var other = budget("0.000002", null);
    assertThat(one.isLeft()).isTrue();
    one.book(UUID.randomUUID(), priced(1_500));
    assertThat(other.isLeft()).isTrue();
    other.book(UUID.randomUUID(), priced(500));

    assertThat(one.isLeft()).isFalse();
    assertThat(other.isLeft()).isFalse();
    now.updateAndGet(instant -> instant.plus(Duration.ofMinutes(2)));
    assertThat(one.isLeft()).isTrue();
  }

  @Test
  void tokensCountWhereNoPriceIsKnown() {
    var budget = budget(null, 100L);
    budget.book(UUID.randomUUID(), priced(1_000_000));
    assertThat(budget.isLeft()).isTrue();
    budget.book(
        UUID.randomUUID(), Usage.newBuilder().setInputTokens(90).setOutputTokens(10).build());

    assertThat(budget.isLeft()).isFalse();
  }

  @Test
  void zeroIsNothing() {
    assertThat(budget("0", null).isLeft()).isFalse();
    assertThat(budget(null, null).isLeft()).isTrue();
  }

  @Test
  void whatIsLeftIsMeasured() {
    var budget = budget("0.000002", null);
    budget.book(UUID.randomUUID(), priced(500));
    assertThat(budget.isLeft()).isTrue();

    assertThat(left()).isEqualTo(1_500 / 1e9);
    now.updateAndGet(instant -> instant.plus(Duration.ofMinutes(2)));
    assertThat(left()).isEqualTo(2_000 / 1e9);
  }

  private double left() {
    return meters.get("turnpike.judge.budget.left").tag("unit", "usd").gauge().value();
  }

  private static Usage priced(long nanoUsd) {
    return Usage.newBuilder().setInputTokens(1_000).setCostNanoUsd(nanoUsd).build();
  }

  private DailyBudget budget(@Nullable String usd, @Nullable Long tokens) {
    var limits = new BudgetProperties(usd == null ? null : new BigDecimal(usd), tokens);
    return new DailyBudget(jdbc, limits, meters, clock);
  }
}

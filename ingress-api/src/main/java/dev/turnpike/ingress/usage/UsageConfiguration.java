package dev.turnpike.ingress.usage;

import dev.turnpike.platform.KafkaProperties;
import dev.turnpike.platform.Repeating;
import dev.turnpike.platform.turns.CompletedTurns;
import dev.turnpike.platform.turns.CompletedTurnsProperties;
import dev.turnpike.schemas.SchemaRegistry;
import dev.turnpike.telemetry.Tracing;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({BudgetProperties.class, CompletedTurnsProperties.class})
class UsageConfiguration {
  private static final Duration CLEARING = Duration.ofHours(1);

  /** Nobody waits for a booking: better few, fuller fetches than early ones. */
  private static final Map<String, String> UNHURRIED =
      Map.of(
          ConsumerConfig.FETCH_MIN_BYTES_CONFIG, "65536",
          ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, "250");

  @Bean
  UsageMetrics usageMetrics(MeterRegistry meters, Clock clock) {
    return new UsageMetrics(meters, clock);
  }

  @Bean
  Bookkeeper bookkeeper(Ledger ledger, UsageMetrics metrics) {
    Bookkeeper bookkeeper = new Bookkeeper(ledger::book, metrics);
    metrics.oldest(bookkeeper::oldest);
    return bookkeeper;
  }

  /** Each turn is booked by itself, so their order does not matter. */
  @Bean
  CompletedTurns completedTurns(
      CompletedTurnsProperties properties,
      KafkaProperties kafka,
      SchemaRegistry registry,
      MeterRegistry meters,
      Bookkeeper bookkeeper) {
    Map<String, String> client = new HashMap<>(UNHURRIED);
    client.putAll(kafka.properties());
    return new CompletedTurns(
        properties,
        new KafkaProperties(kafka.bootstrapServers(), client),
        registry,
        meters,
        Tracing.OFF, // bookkeeping is no part of a turn's way
        CompletedTurns.Order.NONE,
        bookkeeper);
  }

  @Bean
  KnownSpending knownSpending(SpendingTable table, Clock clock) {
    return new KnownSpending(table, clock);
  }

  @Bean
  Repeating spendingRefresh(KnownSpending known, BudgetProperties properties) {
    return new Repeating("spending-refresh", properties.refresh(), known::refresh);
  }

  @Bean
  Repeating ledgerClearing(Ledger ledger, Clock clock) {
    return new Repeating("ledger-clearing", CLEARING, new Clearing(ledger, clock)::clear);
  }

  @Bean
  Budgets budgets(BudgetProperties properties, ObjectProvider<KeyBudgets> keys) {
    return new Budgets(
        properties.user().budget(),
        properties.key().budget(),
        keys.getIfAvailable(() -> KeyBudgets.NONE),
        properties.reserveTokens());
  }

  @Bean
  BudgetCondition budgetCondition(
      Budgets budgets, KnownSpending known, UsageMetrics metrics, Clock clock) {
    return new BudgetCondition(budgets, known, metrics, clock);
  }
}

package dev.turnpike.ingress.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class BudgetPropertiesTest {
  private static final String PREFIX = "turnpike.ingress.budgets";

  @Test
  void byDefaultThereAreNone() {
    BudgetProperties properties = bind(Map.of());
    assertThat(properties.user().budget().isUnlimited()).isTrue();
    assertThat(properties.key().budget().isUnlimited()).isTrue();
    assertThat(properties.reserveTokens()).isEqualTo(1_000);
    assertThat(properties.refresh()).isEqualTo(Duration.ofSeconds(2));
  }

  @Test
  void everyLimitIsMapped() {
    BudgetProperties properties =
        bind(
            Map.of(
                ".user.tokens-per-day", "1",
                ".user.tokens-per-month", "2",
                ".user.cost-per-day", "0.3",
                ".user.cost-per-month", "4",
                ".key.tokens-per-day", "5",
                ".key.cost-per-month", "",
                ".reserve-tokens", "70",
                ".refresh", "1s"));
    assertThat(properties.user().budget())
        .isEqualTo(new Budget(1L, 2L, new BigDecimal("0.3"), new BigDecimal("4")));
    assertThat(properties.key().budget()).isEqualTo(new Budget(5L, null, null, null));
    assertThat(properties.reserveTokens()).isEqualTo(70);
    assertThat(properties.refresh()).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void whatIsImpossibleStopsTheStart() {
    assertThatThrownBy(() -> bind(Map.of(".key.tokens-per-day", "-1")))
        .hasStackTraceContaining(
            "StartRefused: turnpike.ingress.budgets.key: The budget of tokens per day is -1");
    assertThatThrownBy(() -> bind(Map.of(".reserve-tokens", "0")))
        .hasStackTraceContaining("StartRefused: turnpike.ingress.budgets.reserve-tokens is 0");
    assertThatThrownBy(() -> bind(Map.of(".refresh", "21s")))
        .hasStackTraceContaining("StartRefused: turnpike.ingress.budgets.refresh is PT21S");
  }

  private static BudgetProperties bind(Map<String, String> settings) {
    MapConfigurationPropertySource source = new MapConfigurationPropertySource();
    settings.forEach((name, value) -> source.put(PREFIX + name, value));
    return new Binder(source).bindOrCreate(PREFIX, BudgetProperties.class);
  }
}

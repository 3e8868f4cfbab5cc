package dev.turnpike.ingress.limits.rates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.turnpike.platform.StartRefused;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class RateLimitPropertiesTest {
  private static final String PREFIX = "turnpike.ingress.limits.";

  @Test
  void hasDefaults() {
    RateLimitProperties defaults = bind(Map.of());
    Map<String, String> headers = new HashMap<>();
    defaults.policies().forEach((each, policy) -> headers.put(each.label(), policy.header()));
    assertThat(headers)
        .containsExactlyInAnyOrderEntriesOf(
            Map.ofEntries(
                Map.entry("chat", "30;w=60"),
                Map.entry("stream", "20;w=60"),
                Map.entry("messages", "50;w=60"),
                Map.entry("login", "20;w=60"),
                Map.entry("login-account", "100;w=60"),
                Map.entry("register", "10;w=3600"),
                Map.entry("root", "10;w=60"),
                Map.entry("health", "20;w=60"),
                Map.entry("turns", "300;w=60"),
                Map.entry("models", "60;w=60"),
                Map.entry("memories", "60;w=60"),
                Map.entry("analytics", "120;w=60"),
                Map.entry("operations", "300;w=60"),
                Map.entry("docs", "120;w=60"),
                Map.entry("console", "1200;w=60"),
                Map.entry("sessions", "120;w=60"),
                Map.entry("metrics", "60;w=60"),
                Map.entry("others", "50;w=3600, 200;w=86400"),
                Map.entry("endings", "20;w=60"),
                Map.entry("failures", "60;w=60")));
    assertThat(defaults.exchangeInterval()).isEqualTo(Duration.ofMillis(200));
    assertThat(defaults.maxCounters()).isEqualTo(50_000);
  }

  /** Nor can two, in any minute: a window that slides lets through less than twice its limit. */
  @Test
  void oneAddressCannotKeepAnOwnerFromLoggingIn() {
    Map<LimitClass, Policy> policies = bind(Map.of()).policies();
    Window account = Objects.requireNonNull(policies.get(LimitClass.ACCOUNT)).windows().getFirst();
    Window address = Objects.requireNonNull(policies.get(LimitClass.LOGIN)).windows().getFirst();
    assertThat(account.length()).isEqualTo(address.length());
    assertThat(account.limit()).isGreaterThanOrEqualTo(2 * 2 * address.limit());
  }

  /** Every class has a setting of its name, which changes it and nothing else. */
  @Test
  void everyClassCanBeSet() {
    for (LimitClass each : LimitClass.values()) {
      Map<LimitClass, Policy> policies =
          bind(Map.of(PREFIX + each.label(), "7/30s, 8/1h")).policies();
      assertThat(policies.get(each)).isNotNull();
      assertThat(policies.get(each).header()).as(each.label()).isEqualTo("7;w=30, 8;w=3600");
      assertThat(policies.values()).filteredOn(p -> p.header().startsWith("7;")).hasSize(1);
      for (String off : new String[] {"off", ""}) {
        assertThat(bind(Map.of(PREFIX + each.label(), off)).policies()).doesNotContainKey(each);
      }
    }
  }

  @Test
  void aFactorScalesThemAll() {
    assertThat(bind(Map.of(PREFIX + "factor", "10")).policies().get(LimitClass.OTHERS))
        .extracting(Policy::header)
        .isEqualTo("500;w=3600, 2000;w=86400");
    assertThat(bind(Map.of(PREFIX + "factor", "0", PREFIX + "address", "9/1m")).policies())
        .isEmpty();
  }

  @Test
  void refusesWhatItCannotMean() {
    assertThatThrownBy(() -> bind(Map.of(PREFIX + "login-account", "many")).policies())
        .isInstanceOf(StartRefused.class)
        .hasMessageContaining("turnpike.ingress.limits.login-account is \"many\"")
        .hasMessageContaining("30/1m");
    assertThatThrownBy(() -> bind(Map.of(PREFIX + "chat", "50/1h,40/60m")).policies())
        .isInstanceOf(StartRefused.class)
        .hasMessageContaining("turnpike.ingress.limits.chat is \"50/1h,40/60m\"")
        .hasMessageContaining("one length");
    for (Map<String, String> wrong :
        List.of(
            Map.of(PREFIX + "factor", "-1"),
            Map.of(PREFIX + "factor", "NaN"),
            Map.of(PREFIX + "exchange-interval", "1ms"),
            Map.of(PREFIX + "max-counters", "0"))) {
      assertThatThrownBy(() -> bind(wrong)).rootCause().isInstanceOf(StartRefused.class);
    }
  }

  private static RateLimitProperties bind(Map<String, String> values) {
    return new Binder(new MapConfigurationPropertySource(values))
        .bindOrCreate("turnpike.ingress.limits", RateLimitProperties.class);
  }
}

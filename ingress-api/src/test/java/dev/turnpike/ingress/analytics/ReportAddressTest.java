package dev.turnpike.ingress.analytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.turnpike.ingress.problem.Problem;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class ReportAddressTest {
  private static final String BASE = "http://analytics.test:8084";
  private static final String TURNS = "/api/v1/analytics/turns";

  @ParameterizedTest
  @NullAndEmptySource
  void isThatOfTheReport(@Nullable String query) {
    assertThat(ReportAddress.of(BASE, TURNS, query)).isEqualTo(URI.create(BASE + TURNS));
  }

  @ParameterizedTest
  @CsvSource({
    "/api/v1/analytics/turns,from=2026-11-01T00:00:00Z&granularity=hour&group_by=agent%2Cmodel",
    "/api/v1/analytics/scores/by-rubric,a=b@c&d=//e?f",
    "/api/v1/analytics,granularity=total",
    "/api/v1/analytics/a/b/c/d,x=%00%0d%0a",
  })
  void isPassedOnAsItWasSent(String path, String query) {
    assertThat(ReportAddress.of(BASE, path, query)).hasToString(BASE + path + "?" + query);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/v1/analytics/",
        "/api/v1/analytics//turns",
        "/api/v1/analyticsturns",
        "/api/v1/analytics/turns/",
        "/api/v1/analytics/../metrics",
        "/api/v1/analytics/./turns",
        "/api/v1/analytics/..%2fmetrics",
        "/api/v1/analytics/%2e%2e/%2e%2e/%2e%2e/metrics",
        "/api/v1/analytics/%252e%252e/metrics",
        "/api/v1/analytics/..;/metrics",
        "/api/v1/analytics/turns;a=b",
        "/api/v1/analytics/turns%00",
        "/api/v1/analytics/turns%0d%0aX:%20y",
        "/api/v1/analytics/turns\r\nX: y",
        "/api/v1/analytics/turns\\..\\metrics",
        "/api/v1/analytics/turns.json",
        "/api/v1/analytics/turns@evil.test",
        "/api/v1/analytics/@evil.test/turns",
        "/api/v1/analytics/http://evil.test",
        "/api/v1/analytics/a/b/c/d/e",
        "/api/v1/analytics/turns#fragment",
        "/api/v1/analytics/türns",
        "/api/v1/analytics/TURNS",
        "/API/v1/analytics/turns",
        "@evil.test/api/v1/analytics/turns",
        "//evil.test/api/v1/analytics/turns",
        "http://evil.test/api/v1/analytics/turns",
        ".evil.test/api/v1/analytics/turns",
        "/actuator/env",
        "/metrics",
        "",
      })
  void noPathLeadsElsewhere(String path) {
    assertThatThrownBy(() -> ReportAddress.of(BASE, path, null))
        .isInstanceOfSatisfying(
            Problem.class, problem -> assertThat(problem.status().value()).isEqualTo(404));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a b", "a=\r\nX: y", "a=\u0000", "a=ü", "a=#b", "a=%zz", "a=%", "a=<b>", "a=\\b"})
  void noQueryHasWhatMayNotStandInOne(String query) {
    assertThatThrownBy(() -> ReportAddress.of(BASE, TURNS, query))
        .isInstanceOfSatisfying(
            Problem.class, problem -> assertThat(problem.status().value()).isEqualTo(400));
  }

  @Test
  void aQueryIsNotEndless() {
    assertThat(ReportAddress.of(BASE, TURNS, "a".repeat(2000)).getQuery()).hasSize(2000);
    assertThatThrownBy(() -> ReportAddress.of(BASE, TURNS, "a".repeat(2001)))
        .isInstanceOf(Problem.class);
  }

  /** Whatever stands there: never another host, port or user. */
  @ParameterizedTest
  @ValueSource(strings = {"@evil.test", "x=@evil.test:80/", "://evil.test", "//evil.test"})
  void noQueryChangesTheHost(String query) {
    URI address = ReportAddress.of(BASE, TURNS, query);
    assertThat(address.getHost()).isEqualTo("analytics.test");
    assertThat(address.getPort()).isEqualTo(8084);
    assertThat(address.getUserInfo()).isNull();
    assertThat(address.getPath()).isEqualTo(TURNS);
  }
}

package dev.turnpike.ingress.usage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TodayTest {
  @ParameterizedTest
  @CsvSource({
    "2026-11-23T15:00:00Z, 2026-11-01, 2026-11-24T00:00:00Z, 2026-12-01T00:00:00Z",
    "2026-12-31T23:59:59.999Z, 2026-12-01, 2027-01-01T00:00:00Z, 2027-01-01T00:00:00Z",
    "2028-02-28T00:00:00Z, 2028-02-01, 2028-02-29T00:00:00Z, 2028-03-01T00:00:00Z",
    "2028-02-29T12:00:00Z, 2028-02-01, 2028-03-01T00:00:00Z, 2028-03-01T00:00:00Z",
    "2027-02-28T12:00:00Z, 2027-02-01, 2027-03-01T00:00:00Z, 2027-03-01T00:00:00Z",
    "2026-03-29T01:30:00Z, 2026-03-01, 2026-03-30T00:00:00Z, 2026-04-01T00:00:00Z",
  })
  void knowsItsBordersInUtc(Instant now, LocalDate began, Instant dayEnds, Instant monthEnds) {
    Today today = Today.at(now);
    assertThat(today.monthBegan()).isEqualTo(began);
    assertThat(today.dayEnds()).isEqualTo(dayEnds);
    assertThat(today.monthEnds()).isEqualTo(monthEnds);
  }
}

package dev.turnpike.ingress.usage;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** The day in UTC, and the month that it is in: what budgets are counted by. */
record Today(LocalDate day) {
  static Today at(Instant time) {
    return new Today(LocalDate.ofInstant(time, ZoneOffset.UTC));
  }

  LocalDate monthBegan() {
    return day.withDayOfMonth(1);
  }

  Instant dayEnds() {
    return midnight(day.plusDays(1));
  }

  Instant monthEnds() {
    return midnight(monthBegan().plusMonths(1));
  }

  private static Instant midnight(LocalDate day) {
    return day.atStartOfDay(ZoneOffset.UTC).toInstant();
  }
}

package dev.turnpike.ingress.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.turnpike.ingress.problem.Problem;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DaysTest {
  private static final Today TODAY = new Today(LocalDate.parse("2026-11-23"));

  @ParameterizedTest
  @CsvSource({
    ",, 2026-11-01, 2026-11-23",
    "2026-10-05,, 2026-10-05, 2026-11-23",
    ", 2026-02-17, 2026-02-01, 2026-02-17",
    "2025-01-01, 2026-02-04, 2025-01-01, 2026-02-04", // 400 days
  })
  void whatIsNotAskedForIsThisMonth(
      @Nullable LocalDate from, @Nullable LocalDate to, LocalDate first, LocalDate last) {
    assertThat(Days.of(from, to, TODAY)).isEqualTo(new Days(first, last));
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-24,, from, must not be after to",
    "2025-01-01, 2026-02-05, from, must be at most 399 days before to",
    "1969-12-31, 1970-01-01, from, must be a day from 1970",
    "+10000-01-01, +10000-01-02, from, must be a day from 1970",
    "2026-01-01, +999999999-12-31, to, must be a day from 1970",
  })
  void whatMakesNoSenseIsRefused(
      @Nullable LocalDate from, @Nullable LocalDate to, String field, String message) {
    Problem problem = catchThrowableOfType(Problem.class, () -> Days.of(from, to, TODAY));
    assertThat(problem.errors().getFirst().field()).isEqualTo(field);
    assertThat(problem.errors().getFirst().message()).startsWith(message);
  }

  @Test
  void oneDayIsEnough() {
    LocalDate day = TODAY.day();
    assertThat(Days.of(day, day, TODAY)).isEqualTo(new Days(day, day));
  }
}

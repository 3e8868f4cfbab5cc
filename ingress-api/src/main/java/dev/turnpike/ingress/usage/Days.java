package dev.turnpike.ingress.usage;

import dev.turnpike.ingress.problem.Problem;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Days that somebody wants to know of, both ends included. */
record Days(LocalDate from, LocalDate to) {
  static final int MOST = 400;
  private static final LocalDate LAST = LocalDate.of(9999, 12, 31);

  /**
   * @throws Problem 422 for days that are out of order, too many, or not between 1970 and 9999
   */
  Days {
    require("from", from);
    require("to", to);
    if (from.isAfter(to)) {
      throw Problem.invalid("from", "must not be after to, which is %s".formatted(to));
    }
    if (ChronoUnit.DAYS.between(from, to) >= MOST) {
      throw Problem.invalid(
          "from", "must be at most %d days before to, which is %s".formatted(MOST - 1, to));
    }
  }

  /** What is not asked for is today, and the first of the last day's month. */
  static Days of(@Nullable LocalDate from, @Nullable LocalDate to, Today today) {
    LocalDate last = to == null ? today.day() : to;
    return new Days(from == null ? last.withDayOfMonth(1) : from, last);
  }

  private static void require(String field, LocalDate day) {
    if (day.isBefore(LocalDate.EPOCH) || day.isAfter(LAST)) {
      throw Problem.invalid(field, "must be a day from 1970-01-01 to 9999-12-31");
    }
  }
}

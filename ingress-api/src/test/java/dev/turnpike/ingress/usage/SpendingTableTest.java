package dev.turnpike.ingress.usage;

import static dev.turnpike.ingress.usage.Books.turn;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Days and months around their borders, on a real database. */
class SpendingTableTest {
  private static Books books;

  @BeforeAll
  static void book() {
    books = Books.open();
    for (String end :
        List.of(
            "2027-12-31T23:59:59Z",
            "2028-01-31T23:59:59Z",
            "2028-02-01T00:00:00Z",
            "2028-02-28T12:00:00Z",
            "2028-02-29T12:00:00Z",
            "2028-03-01T00:00:00Z")) {
      books.ledger().book(List.of(turn("ada", "key", Instant.parse(end))));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "2027-12-31, 1, 1",
    "2028-01-01, 0, 1", // The whole month's, as the one of the 31st is known by then.
    "2028-01-31, 1, 1",
    "2028-02-01, 1, 3",
    "2028-02-29, 1, 3",
    "2028-03-01, 1, 1",
    "2028-03-31, 0, 1",
    "2028-04-01, 0, 0",
    "2029-02-28, 0, 0",
  })
  void countsTheDayAndItsMonth(LocalDate day, long today, long month) {
    Spent spent = spent(day);
    assertThat(spent.today().turns()).isEqualTo(today);
    assertThat(spent.month().turns()).isEqualTo(month);
  }

  @Test
  void tellsDaysBothEndsIncluded() {
    var days =
        books.spending().days("ada", LocalDate.parse("2028-02-01"), LocalDate.parse("2028-02-29"));
    assertThat(days.keySet())
        .containsExactly(
            LocalDate.parse("2028-02-01"),
            LocalDate.parse("2028-02-28"),
            LocalDate.parse("2028-02-29"));
    assertThat(days.values()).allMatch(each -> each.equals(Amounts.of(1, 0, 3, 2, 1_000)));
    assertThat(books.spending().days("bob", LocalDate.EPOCH, LocalDate.parse("2030-01-01")))
        .isEmpty();
  }

  private static Spent spent(LocalDate day) {
    var found = books.spending().of(List.of("ada", "bob"), new Today(day));
    assertThat(found.keySet()).containsExactlyInAnyOrder("ada", "bob");
    return Objects.requireNonNull(found.get("ada")).total();
  }
}

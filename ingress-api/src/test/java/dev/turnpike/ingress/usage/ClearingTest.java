package dev.turnpike.ingress.usage;

import static dev.turnpike.ingress.usage.Books.turn;
import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.schemas.Topics;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClearingTest {
  private final Books books = Books.open();
  private final FakeClock clock = new FakeClock("2026-11-23T12:00:00Z");
  private final Clearing clearing = new Clearing(books.ledger(), clock);

  @Test
  void turnsAreKeptLongerThanTheirTopicAndSumsForMoreThanAYear() {
    List<UsedTurn> many = new ArrayList<>();
    for (int i = 0; i < 1_500; i++) {
      many.add(turn("ada", "key-" + i, Instant.parse("2026-08-14T12:00:00Z"))); // 101 days
    }
    many.add(turn("ada", null, Instant.parse("2026-08-15T12:00:00Z")));
    many.add(turn("ada", null, Instant.parse("2025-08-23T12:00:00Z"))); // 15 months
    many.add(turn("ada", null, Instant.parse("2025-08-22T12:00:00Z")));
    books.ledger().book(many);

    clearing.clear();
    assertThat(books.booked()).isEqualTo(1);
    assertThat(books.summed()).isEqualTo(1_502);
    LocalDate day = LocalDate.parse("2026-11-23");
    assertThat(day.minus(Clearing.TURNS_KEPT))
        .isBefore(day.minusDays(Topics.TURNS_COMPLETED.retention().toDays()));
  }
}

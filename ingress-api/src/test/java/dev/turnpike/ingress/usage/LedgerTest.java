package dev.turnpike.ingress.usage;

import static dev.turnpike.ingress.usage.Books.NOON;
import static dev.turnpike.ingress.usage.Books.turn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The statement that books, on a real database. */
class LedgerTest {
  private static final Today THAT_DAY = Today.at(NOON);

  private final Books books = Books.open();
  private final Ledger ledger = books.ledger();

  @BeforeEach
  void isEmpty() {
    assertThat(books.booked()).isZero();
  }

  @Test
  void aTurnOfAKeyCountsForTheKeyAndForItsUser() {
    assertThat(ledger.book(List.of(turn("ada", "key", NOON), turn("ada", null, NOON))))
        .isEqualTo(2);

    UserSpending ada = spendingOf("ada");
    assertThat(ada.with("key").today().tokens()).isEqualTo(5);
    assertThat(ada.with(UserSpending.NO_KEY).today().tokens()).isEqualTo(5);
    assertThat(ada.total().today()).isEqualTo(Amounts.of(2, 0, 6, 4, 2_000));
    assertThat(ada.total().month()).isEqualTo(ada.total().today());
    assertThat(spendingOf("bob").total()).isEqualTo(Spent.NOTHING);
  }

  @Test
  void aTurnThatComesAgainChangesNothing() {
    UsedTurn first = turn("ada", "key", NOON);
    UsedTurn second = turn("ada", "key", NOON);
    assertThat(ledger.book(List.of(first))).isEqualTo(1);
    assertThat(ledger.book(List.of(first))).isZero();
    assertThat(ledger.book(List.of(second, first, second))).isEqualTo(1);

    assertThat(spendingOf("ada").total().today()).isEqualTo(Amounts.of(2, 0, 6, 4, 2_000));
  }

  @Test
  void theDayIsThatOfTheEndInUtc() {
    Instant midnight = Instant.parse("2026-03-31T00:00:00Z");
    ledger.book(
        List.of(turn("ada", null, midnight), turn("ada", null, midnight.minusNanos(1_000))));

    assertThat(spendingOf("ada").total().today().turns()).isEqualTo(1);
    assertThat(spendingOf("ada").total().month().turns()).isEqualTo(2);
  }

  @Test
  void aTurnWithoutPriceCostsNothingAndIsCounted() {
    ledger.book(List.of(turn("ada", null, NOON, 1, 1, null), turn("ada", null, NOON)));

    Amounts today = spendingOf("ada").total().today();
    assertThat(today.unpricedTurns()).isEqualTo(1);
    assertThat(today.costUsd()).isEqualByComparingTo(new BigDecimal("0.000001"));
  }

  @Test
  void whatTheDatabaseRefusesTakesTheRestOfItsStatementAlong() {
    UsedTurn bad = turn("a\u0000da", null, NOON);
    assertThatThrownBy(() -> ledger.book(List.of(turn("ada", null, NOON), bad)));

    assertThat(books.booked()).isZero();
    assertThat(books.summed()).isZero();
  }

  /** Two owners of a partition, for a moment: each books what the other does, in another order. */
  @Test
  void bookedByManyAtOnceEachCountsOnce() throws Exception {
    long seed = System.nanoTime();
    System.out.println("LedgerTest seed " + seed);
    List<UsedTurn> turns = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      turns.add(turn("user-" + i % 7, i % 3 == 0 ? "key" : null, NOON.plusSeconds(i)));
    }
    int fresh = 0;
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      List<Future<Integer>> booked = new ArrayList<>();
      for (int thread = 0; thread < 4; thread++) {
        Random random = new Random(seed + thread);
        booked.add(threads.submit(() -> bookAll(turns, random)));
      }
      for (Future<Integer> each : booked) {
        fresh += each.get();
      }
    }

    assertThat(fresh).isEqualTo(300);
    assertThat(books.booked()).isEqualTo(300);
    assertThat(books.summed()).isEqualTo(300);
  }

  private int bookAll(List<UsedTurn> turns, Random random) {
    List<UsedTurn> shuffled = new ArrayList<>(turns);
    Collections.shuffle(shuffled, random);
    int fresh = 0;
    for (int from = 0; from < shuffled.size(); from += 10) {
      fresh += ledger.book(shuffled.subList(from, from + 10));
    }
    return fresh;
  }

  @Test
  void whatIsForgottenIsGoneAndTheRestStays() {
    ledger.book(
        List.of(
            turn("ada", "key", NOON),
            turn("ada", null, NOON.minusSeconds(90_000)),
            turn("bob", null, NOON)));
    ledger.forget("ada");

    assertThat(books.booked()).isEqualTo(1);
    assertThat(spendingOf("ada").byKey()).isEmpty();
    assertThat(spendingOf("bob").total().today().turns()).isEqualTo(1);
  }

  @Test
  void ofWhoIsForgottenOnlyIsBookedWhatTheyAskedLater() {
    books
        .database()
        .update(
            "insert into ingress.forgotten_users (user_id, forgotten_until) values ('ada', ?)",
            NOON.atOffset(ZoneOffset.UTC));
    UsedTurn accepted = turn("ada", "key", NOON.plusSeconds(60)); // A minute before its end.
    assertThat(ledger.book(List.of(accepted, turn("bob", null, NOON)))).isEqualTo(1);
    assertThat(spendingOf("ada").byKey()).isEmpty();
    assertThat(spendingOf("bob").total().today().turns()).isEqualTo(1);

    assertThat(ledger.book(List.of(turn("ada", null, NOON.plusSeconds(61))))).isEqualTo(1);
  }

  @Test
  void theOldIsDeletedInPieces() {
    LocalDate day = THAT_DAY.day();
    ledger.book(
        List.of(
            turn("ada", null, NOON),
            turn("ada", null, NOON.minusSeconds(86_400)),
            turn("ada", null, NOON.minusSeconds(2 * 86_400))));

    assertThat(ledger.deleteTurnsBefore(day, 1)).isEqualTo(1);
    assertThat(ledger.deleteTurnsBefore(day, 10)).isEqualTo(1);
    assertThat(ledger.deleteTurnsBefore(day, 10)).isZero();
    assertThat(books.booked()).isEqualTo(1);
    assertThat(books.summed()).isEqualTo(3);
    assertThat(ledger.deleteSumsBefore(day, 1)).isEqualTo(1);
    assertThat(ledger.deleteSumsBefore(day, 10)).isEqualTo(1);
    assertThat(books.summed()).isEqualTo(1);
  }

  private UserSpending spendingOf(String user) {
    return Objects.requireNonNull(books.spending().of(List.of(user), THAT_DAY).get(user));
  }
}

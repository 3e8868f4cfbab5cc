package dev.turnpike.ingress.usage;

import static dev.turnpike.ingress.usage.Books.NOON;
import static dev.turnpike.ingress.usage.Books.turn;
import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.ingress.usage.KeyBudgets.NamedKey;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

class UsageReportsTest {
  private static final Budget USERS = new Budget(100L, null, null, null);
  private static final Budget USUAL = new Budget(50L, 500L, null, null);
  private static final Budget OWN = new Budget(9L, null, null, BigDecimal.ONE);
  private static final KeyBudgets KEYS =
      new KeyBudgets() {
        @Override
        public Budget budgetOf(String apiKeyId) {
          return OWN;
        }

        @Override
        public List<NamedKey> keysOf(String userId) {
          return userId.equals("ada")
              ? List.of(new NamedKey("k2", "notebook", OWN), new NamedKey("k1", "bot", Budget.NONE))
              : List.of();
        }
      };

  private final Books books = Books.open();
  private final UsageReports reports =
      new UsageReports(books.spending(), new Budgets(USERS, USUAL, KEYS, 1_000));

  @Test
  void keysAreNamedWithTheBudgetThatHolds() {
    books.ledger().book(List.of(turn("ada", "k1", NOON), turn("ada", "gone", NOON)));
    Today today = Today.at(NOON);
    UsageReport report = reports.of("ada", Days.of(null, null, today), today);

    Amounts one = Amounts.of(1, 0, 3, 2, 1_000);
    assertThat(report.keys())
        .containsExactly(
            new UsageReport.Key("k2", "notebook", Amounts.NONE, Amounts.NONE, OWN.orElse(USUAL)),
            new UsageReport.Key("k1", "bot", one, one, USUAL),
            new UsageReport.Key("gone", null, one, one, Budget.NONE));
    assertThat(report.today().turns()).isEqualTo(2);
    assertThat(report.budget()).isEqualTo(USERS);
    assertThat(report.days()).hasSize(1);
    assertThat(report.from()).isEqualTo(today.monthBegan());
  }
}

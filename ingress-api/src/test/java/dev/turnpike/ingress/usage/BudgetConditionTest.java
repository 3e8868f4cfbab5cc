package dev.turnpike.ingress.usage;

import static dev.turnpike.ingress.usage.Books.turn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.turnpike.ingress.problem.Problem;
import dev.turnpike.ingress.tokens.Caller;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Refusals and renewals, on a real database with a clock that is set. */
class BudgetConditionTest {
  private static final Caller.Session ADA = new Caller.Session("ada", "session", "default");
  private static final Caller.Session ADAS_KEY =
      new Caller.Session("ada", "other", "default", "key");
  private static final long RESERVE = 100;
  private static final Caller.Session BOB = new Caller.Session("bob", "his", "default");

  private final Books books = Books.open();
  private final FakeClock clock = new FakeClock("2028-02-28T22:00:00Z");
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final AtomicInteger looks = new AtomicInteger();
  private final KnownSpending known = new KnownSpending(this::look, clock);

  @Test
  void theDaysTokensAreRenewedAtMidnight() {
    BudgetCondition condition = condition(tokens(10L, null), Budget.NONE);
    spend(ADA, 2);
    clock.set("2028-02-28T22:00:00.500Z");

    Problem problem = refusal(condition, ADA);
    assertThat(problem.status().value()).isEqualTo(429);
    assertThat(problem.code()).isEqualTo("budget_exhausted");
    assertThat(problem.detail())
        .isEqualTo(
            "Your budget of 10 tokens a day leaves nothing for another turn: 10 tokens were used."
                + " It is renewed at 2028-02-29T00:00:00Z.");
    assertThat(header(problem, "Retry-After")).isEqualTo("7200"); // Never a moment too early.
    assertThat(header(problem, "x-should-retry")).isEqualTo("false");
    assertThat(refusals("tokens_per_day", "user")).isEqualTo(2);
    assertAccepted(condition, BOB);

    clock.set("2028-02-28T23:59:59.999Z");
    assertThat(header(refusal(condition, ADA), "Retry-After")).isEqualTo("1");
    clock.set("2028-02-29T00:00:00Z");
    assertAccepted(condition, ADA);
  }

  @Test
  void theMonthsMoneyIsRenewedOnTheFirst() {
    BudgetCondition condition =
        condition(new Budget(null, null, null, new BigDecimal("0.000002")), Budget.NONE);
    spend(ADA, 2);

    assertThat(header(refusal(condition, ADA), "Retry-After")).isEqualTo("93600"); // A leap year.
    assertThat(refusals("cost_per_month", "user")).isEqualTo(2);
    clock.set("2028-02-29T23:59:59Z");
    assertThat(refusal(condition, ADA).detail()).contains("0.000002 US dollars a month");
    clock.set("2028-03-01T00:00:00Z");
    assertAccepted(condition, ADA);
  }

  @Test
  void aKeyHasItsBudgetAndSpendsItsUsers() {
    BudgetCondition condition = condition(tokens(15L, null), tokens(10L, null));
    spend(ADAS_KEY, 2);

    assertThat(refusal(condition, ADAS_KEY).detail()).startsWith("The API key's budget of 10 ");
    assertThat(refusals("tokens_per_day", "key")).isEqualTo(2);
    assertAccepted(condition, ADA);

    spend(ADA, 1);
    known.refresh();
    assertThat(refusal(condition, ADA).detail()).startsWith("Your budget of 15 ");
  }

  @Test
  void ofSeveralTheOneThatLastsLongestIsTold() {
    BudgetCondition condition = condition(tokens(5L, 5L), tokens(5L, null));
    spend(ADAS_KEY, 1);

    assertThat(refusal(condition, ADAS_KEY).detail()).contains("5 tokens a month");
  }

  @Test
  void aBudgetOfNothingAcceptsNothing() {
    assertThat(refusal(condition(tokens(0L, null), Budget.NONE), ADA).code())
        .isEqualTo("budget_exhausted");
  }

  @Test
  void whoHasNoBudgetIsNotLookedUp() {
    assertAccepted(condition(Budget.NONE, tokens(1L, null)), ADA);
    assertAccepted(condition(Budget.NONE, Budget.NONE), ADAS_KEY);
    assertThat(looks).hasValue(0);
  }

  @Test
  void whoIsKnownIsAnsweredFromMemory() {
    BudgetCondition condition = condition(tokens(1_000L, null), Budget.NONE);
    for (int i = 0; i < 5; i++) {
      assertAccepted(condition, ADA);
    }
    assertThat(looks).hasValue(1);
  }

  /** The bound: what is open is held at the month's average, so turns at once can't all pass. */
  @Test
  void openTurnsAreHeldAtTheAverageUntilTheyAreBooked() {
    BudgetCondition condition = condition(tokens(19L, null), Budget.NONE);
    spend(ADA, 2);
    assertAccepted(condition, ADA);
    assertAccepted(condition, ADAS_KEY);

    Problem held = refusal(condition, ADA);
    assertThat(held.detail()).contains("10 tokens were used, and 10 tokens are held for turns");
    assertThat(header(held, "Retry-After")).isEqualTo("5");
    assertThat(header(held, "x-should-retry")).isNull();

    books.ledger().book(List.of(turn("ada", null, clock.instant(), 1, 0, 0L)));
    known.refresh();
    assertAccepted(condition, ADA); // 11 used, 1 open at 4 on average: the next one would be held.
    assertThat(refusal(condition, ADA).detail()).contains("11 tokens were used, and 8 tokens");
  }

  @Test
  void aTurnThatNeverIsBookedIsHeldForFiveMinutes() {
    BudgetCondition condition = condition(tokens(10L, null), Budget.NONE);
    spend(ADA, 1);
    assertAccepted(condition, ADA);
    assertThat(refusal(condition, ADA).code()).isEqualTo("budget_exhausted");

    clock.advance(Duration.ofMinutes(5));
    assertThat(refusal(condition, ADA).code()).isEqualTo("budget_exhausted");
    clock.advance(Duration.ofSeconds(1));
    assertAccepted(condition, ADA);
  }

  @Test
  void whatIsHeldForATurnThatIsRefusedElsewhereIsGivenBack() {
    BudgetCondition condition = condition(tokens(10L, null), tokens(10L, null));
    for (int i = 0; i < 3; i++) {
      condition.require(ADAS_KEY); // And refused before it was about to be accepted.
      Runnable release = condition.hold(ADAS_KEY);
      assertThat(refusal(condition, ADAS_KEY).detail()).contains("100 tokens are held");
      release.run();
    }
    assertAccepted(condition, ADAS_KEY);
  }

  /** Whoever has a small budget has not used anything yet, or nothing in this month. */
  @Test
  void beforeAnythingIsBookedTokensAreHeldAsTheyAreSet() {
    BudgetCondition condition = condition(tokens(150L, null), tokens(100L, null));
    assertAccepted(condition, ADAS_KEY);

    assertThat(refusal(condition, ADAS_KEY).detail())
        .startsWith("The API key's budget of 100 tokens a day leaves nothing for another turn: 0 ");
    assertAccepted(condition, ADA);
    assertThat(refusal(condition, ADA).detail()).contains("200 tokens are held");
  }

  @Test
  void whatATurnCostsIsNotGuessedSoTheFirstRunsAlone() {
    BudgetCondition condition =
        condition(new Budget(null, null, BigDecimal.ONE, null), Budget.NONE);
    assertAccepted(condition, ADA);
    assertThat(refusal(condition, ADA).detail()).contains("1 US dollars are held");
    spend(ADA, 1);
    known.refresh();
    for (int i = 0; i < 10; i++) {
      assertAccepted(condition, ADA);
    }
  }

  @Test
  void turnsThatWereCalledOffTellNothing() {
    BudgetCondition condition = condition(tokens(RESERVE, null), Budget.NONE);
    books.ledger().book(List.of(turn("ada", null, clock.instant(), 0, 0, 0L)));
    assertAccepted(condition, ADA);
    assertThat(refusal(condition, ADA).detail()).contains("100 tokens are held");
  }

  @Test
  void onTheFirstOfAMonthTheAverageOfTheLastOneIsHeld() {
    BudgetCondition condition = condition(tokens(10L, null), Budget.NONE);
    spend(ADA, 3);
    clock.set("2028-03-01T00:00:00Z");
    assertAccepted(condition, ADA);
    assertAccepted(condition, ADA);
    assertThat(refusal(condition, ADA).detail()).contains("0 tokens were used, and 10 tokens");
  }

  @Test
  void aKeysFirstTurnIsTakenForOneOfItsUsers() {
    BudgetCondition condition = condition(Budget.NONE, tokens(10L, null));
    spend(ADA, 1);
    assertAccepted(condition, ADAS_KEY);
    assertAccepted(condition, ADAS_KEY);
    assertThat(refusal(condition, ADAS_KEY).detail()).contains("10 tokens are held");
  }

  private Map<String, UserSpending> look(Collection<String> users, Today on) {
    looks.incrementAndGet();
    return books.spending().of(users, on);
  }

  /** Turns of 5 tokens and 0.000001 dollars each. */
  private void spend(Caller.Session caller, int turns) {
    for (int i = 0; i < turns; i++) {
      books.ledger().book(List.of(turn(caller.userId(), caller.apiKeyId(), clock.instant())));
    }
  }

  private BudgetCondition condition(Budget user, Budget key) {
    return new BudgetCondition(
        new Budgets(user, key, KeyBudgets.NONE, RESERVE),
        known,
        new UsageMetrics(meters, clock),
        clock);
  }

  private static Budget tokens(@Nullable Long day, @Nullable Long month) {
    return new Budget(day, month, null, null);
  }

  private static void assertAccepted(BudgetCondition condition, Caller.Session caller) {
    condition.require(caller);
    var _ = condition.hold(caller);
  }

  private static Problem refusal(BudgetCondition condition, Caller.Session caller) {
    Problem problem = catchThrowableOfType(Problem.class, () -> condition.require(caller));
    assertThatThrownBy(() -> condition.hold(caller)).hasMessage(problem.getMessage());
    return problem;
  }

  private static @Nullable String header(Problem problem, String name) {
    return problem.headers().getFirst(name);
  }

  private double refusals(String kind, String holder) {
    return meters
        .get("turnpike.usage.refusals")
        .tag("budget", kind)
        .tag("of", holder)
        .counter()
        .count();
  }
}

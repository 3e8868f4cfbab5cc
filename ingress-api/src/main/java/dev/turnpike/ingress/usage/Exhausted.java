package dev.turnpike.ingress.usage;

import dev.turnpike.ingress.problem.Problem;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.http.HttpStatus;

/**
 * A budget that leaves nothing for another turn.
 *
 * @param spent by turns that have ended
 * @param reserved for turns that have not
 */
record Exhausted(
    Holder holder,
    BudgetKind kind,
    BigDecimal limit,
    BigDecimal spent,
    BigDecimal reserved,
    Instant renewsAt) {
  private static final String CODE = "budget_exhausted";
  private static final Duration A_TURN = Duration.ofSeconds(5);

  /** Whose budget it is. */
  enum Holder {
    USER,
    KEY;

    String onTheWire() {
      return name().toLowerCase(Locale.ROOT);
    }

    private String inWords() {
      return switch (this) {
        case USER -> "Your budget";
        case KEY -> "The API key's budget";
      };
    }
  }

  /** Of several, the one that stays longest: before that, no other attempt can succeed. */
  static Optional<Exhausted> last(Stream<Exhausted> found) {
    return found.max(Comparator.comparing(Exhausted::isSpent).thenComparing(Exhausted::renewsAt));
  }

  /**
   * The limits of a budget that are reached.
   *
   * @param unknownTokens held for an open turn when nothing tells what a turn uses
   */
  static Stream<Exhausted> of(
      Holder holder, Budget budget, Standing standing, long unknownTokens, Today today) {
    return Arrays.stream(BudgetKind.values())
        .flatMap(
            kind -> {
              BigDecimal limit = kind.limit(budget);
              if (limit == null) {
                return Stream.empty();
              }
              BigDecimal used = kind.spent(standing.spent());
              BigDecimal reserved =
                  kind.reserve(standing.typical(), unknownTokens, limit)
                      .multiply(BigDecimal.valueOf(standing.openTurns()));
              return used.add(reserved).compareTo(limit) < 0
                  ? Stream.empty()
                  : Stream.of(
                      new Exhausted(holder, kind, limit, used, reserved, kind.renewal(today)));
            });
  }

  /** Whether it is spent already, and not only held for turns that may need less. */
  boolean isSpent() {
    return spent.compareTo(limit) >= 0;
  }

  /**
   * What its holder is told. Clients of OpenAI's kind would try again at once without the header.
   */
  Problem problem(Instant now) {
    Problem problem =
        Problem.of(HttpStatus.TOO_MANY_REQUESTS, CODE, detail())
            .with(
                "budget",
                Map.of(
                    "of", holder.onTheWire(),
                    "kind", kind.onTheWire(),
                    "limit", limit,
                    "spent", spent,
                    "reserved", reserved,
                    "renews_at", renewsAt));
    return isSpent()
        ? problem
            .withRetryAfter(Duration.between(now, renewsAt).plusMillis(999))
            .withHeader("x-should-retry", "false")
        : problem.withRetryAfter(A_TURN);
  }

  private String detail() {
    String held =
        reserved.signum() == 0
            ? ""
            : ", and %s are held for turns that have not ended".formatted(kind.inWords(reserved));
    return "%s of %s a %s leaves nothing for another turn: %s were used%s. It is renewed at %s."
        .formatted(
            holder.inWords(),
            kind.inWords(limit),
            kind.period(),
            kind.inWords(spent),
            held,
            renewsAt);
  }
}

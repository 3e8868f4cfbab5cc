package dev.turnpike.ingress.usage;

import dev.turnpike.ingress.problem.Problem;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * The accounts of the users seen lately, looked up when they are first seen and again and again
 * while they are.
 *
 * <p>Invariants: an answer is never older than {@link #STALE}, nor of another day; a look-up that
 * fails gives no answer. What is kept is bounded: a user that finds no place is looked up each
 * time, and holds nothing for open turns.
 */
final class KnownSpending {
  static final int CAPACITY = 20_000;
  private static final Duration STALE = Duration.ofSeconds(30);
  private static final Duration SEEN_LATELY = Duration.ofMinutes(1);
  private static final Duration PATIENCE = Duration.ofSeconds(1);
  private static final int USERS_A_QUERY = 1_000;

  /** Where the sums are. */
  interface Source {
    /** Has an entry for each of the users. Blocks. */
    Map<String, UserSpending> of(Collection<String> users, Today on);
  }

  private final Source source;
  private final Clock clock;
  private final ConcurrentMap<String, Account> accounts = new ConcurrentHashMap<>();
  private final Together<String, UserSpending> looks = new Together<>(Duration.ZERO, this::look);

  KnownSpending(Source source, Clock clock) {
    this.source = source;
    this.clock = clock;
  }

  /**
   * From memory, but for a user who was not seen lately.
   *
   * @throws Problem 503 when the database takes too long with those who came before
   */
  Account of(String userId) throws InterruptedException {
    Instant now = clock.instant();
    Account known = accounts.get(userId);
    if (known != null && known.isCurrent(now.minus(STALE), now)) {
      return known;
    }
    UserSpending found = looks.ask(userId, PATIENCE).orElseThrow(KnownSpending::tooSlow);
    if (known != null) {
      known.see(found, now);
      return known;
    }
    Account opened = new Account(found, now);
    if (accounts.size() >= CAPACITY) {
      return opened;
    }
    return Objects.requireNonNullElse(accounts.putIfAbsent(userId, opened), opened);
  }

  /** Looks all of them up again, and drops those that nobody asks for. */
  void refresh() {
    Instant now = clock.instant();
    accounts.values().removeIf(each -> each.isIdle(now.minus(SEEN_LATELY), now));
    List<String> users = new ArrayList<>(accounts.keySet());
    for (int from = 0; from < users.size(); from += USERS_A_QUERY) {
      List<String> some = users.subList(from, Math.min(users.size(), from + USERS_A_QUERY));
      source
          .of(some, Today.at(now))
          .forEach(
              (user, found) -> {
                Account known = accounts.get(user);
                if (known != null) {
                  known.see(found, now);
                }
              });
    }
  }

  int size() {
    return accounts.size();
  }

  private static Problem tooSlow() {
    return Problem.unavailable(
        "database_unavailable", "The database does not answer: try again in a moment.");
  }

  private void look(List<Together.Question<String, UserSpending>> questions) {
    List<String> users = questions.stream().map(Together.Question::asked).distinct().toList();
    Map<String, UserSpending> found = source.of(users, Today.at(clock.instant()));
    questions.forEach(each -> each.answer(Objects.requireNonNull(found.get(each.asked()))));
  }
}

package dev.turnpike.ingress.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KnownSpendingTest {
  private static final Terms TEN = new Terms(new Budget(10L, null, null, null), Budget.NONE, 1_000);

  private final FakeClock clock = new FakeClock("2026-11-30T12:00:00Z");
  private final List<Collection<String>> looks = new ArrayList<>();
  private final KnownSpending known = new KnownSpending(this::look, clock);
  private long tokens = 4;
  private long turns = 1;
  private boolean away;

  @Test
  void whoIsSeenIsKeptFresh() throws Exception {
    Account ada = known.of("ada");
    assertThat(known.of("ada")).isSameAs(ada);
    spend(6);
    assertThat(isRefused(ada)).isFalse();
    known.refresh();

    assertThat(isRefused(known.of("ada"))).isTrue();
    assertThat(looks).hasSize(2);
  }

  @Test
  void whoIsNotSeenAnyMoreIsDropped() throws Exception {
    var _ = known.of("ada");
    clock.advance(Duration.ofSeconds(59));
    known.refresh();
    assertThat(known.size()).isEqualTo(1);
    clock.advance(Duration.ofSeconds(2));
    known.refresh();
    assertThat(known.size()).isZero();
  }

  @Test
  void whoHasOpenTurnsIsKept() throws Exception {
    assertThat(isRefused(known.of("ada"))).isFalse();
    clock.advance(Duration.ofMinutes(4));
    known.refresh();
    assertThat(known.size()).isEqualTo(1);
    spend(1);
    known.refresh();
    clock.advance(Duration.ofMinutes(2));
    known.refresh();
    assertThat(known.size()).isZero();
  }

  /** Old numbers let more through than there is: rather none at all. */
  @Test
  void whatCantBeLookedUpIsNotGuessed() throws Exception {
    var _ = known.of("ada");
    away = true;
    assertThatThrownBy(() -> known.of("bob")).hasMessage("away");
    assertThatThrownBy(known::refresh).hasMessage("away");
    clock.advance(Duration.ofSeconds(30));
    assertThat(known.of("ada")).isNotNull();
    clock.advance(Duration.ofSeconds(1));
    assertThatThrownBy(() -> known.of("ada")).hasMessage("away");
    away = false;
    assertThat(known.of("ada")).isNotNull();
  }

  @Test
  void anotherDayIsLookedUpAtOnce() throws Exception {
    clock.set("2026-11-30T23:59:59.999Z");
    spend(6);
    assertThat(isRefused(known.of("ada"))).isTrue();
    tokens = 0;
    turns = 0;
    clock.set("2026-12-01T00:00:00Z");
    assertThat(isRefused(known.of("ada"))).isFalse();
  }

  @Test
  void anOlderLookThatComesLateChangesNothing() throws Exception {
    spend(6);
    Account ada = known.of("ada");
    ada.see(spending(4, 1, Today.at(clock.instant())), clock.instant());
    assertThat(isRefused(ada)).isTrue();
  }

  @Test
  void moreThanFitAreLookedUpEachTime() throws Exception {
    for (int i = 0; i < KnownSpending.CAPACITY; i++) {
      var _ = known.of("user-" + i);
    }
    var _ = known.of("ada");
    var _ = known.of("ada");
    assertThat(known.size()).isEqualTo(KnownSpending.CAPACITY);
    assertThat(looks).hasSize(KnownSpending.CAPACITY + 2);

    looks.clear();
    known.refresh();
    assertThat(looks).hasSize(KnownSpending.CAPACITY / 1_000);
  }

  private void spend(long more) {
    tokens += more;
    turns++;
  }

  private boolean isRefused(Account account) {
    return account.admit(UserSpending.NO_KEY, TEN, clock.instant()).isPresent();
  }

  private Map<String, UserSpending> look(Collection<String> users, Today on) {
    if (away) {
      throw new IllegalStateException("away");
    }
    looks.add(users);
    Map<String, UserSpending> found = new HashMap<>();
    users.forEach(user -> found.put(user, spending(tokens, turns, on)));
    return found;
  }

  private static UserSpending spending(long tokens, long turns, Today on) {
    Amounts amounts = Amounts.of(turns, 0, tokens, 0, 0);
    return new UserSpending(on, Map.of(UserSpending.NO_KEY, new Spent(amounts, amounts)));
  }
}

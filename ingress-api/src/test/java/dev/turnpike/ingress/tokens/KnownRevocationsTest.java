package dev.turnpike.ingress.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.ingress.tokens.Revocation.Kind;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class KnownRevocationsTest {
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678Z");
  private static final Instant LATER = NOW.plus(Duration.ofDays(30));
  private static final CallerToken USER = CallerToken.ofUser(login("l1", "u", NOW), NOW);
  private static final CallerToken OTHER_LOGIN = CallerToken.ofUser(login("l2", "u", NOW), NOW);
  private static final CallerToken SESSION = session("s1", NOW);
  private static final CallerToken OTHER_SESSION = session("s2", NOW);
  private static final CallerToken KEY = CallerToken.ofKey(new KnownKey("k", "u", NOW, null));
  private static final CallerToken STRANGER = CallerToken.ofUser(login("l3", "stranger", NOW), NOW);

  private final KnownRevocations known = new KnownRevocations();

  @Test
  void aLoginIsItsUserTokenAndItsSessionTokens() {
    known.add(revocation(Kind.LOGIN, "l1", NOW));
    refusesOnly(USER, SESSION, OTHER_SESSION);
  }

  @Test
  void allLoginsOfAUserButNotTheirKeys() {
    known.add(revocation(Kind.LOGINS, "u", NOW));
    refusesOnly(USER, OTHER_LOGIN, SESSION, OTHER_SESSION);
  }

  @Test
  void aSessionIsItsTokensWhateverTheLogin() {
    known.add(revocation(Kind.SESSION, "s1", NOW));
    refusesOnly(SESSION);
  }

  @Test
  void aUserIsEverything() {
    known.add(revocation(Kind.USER, "u", NOW));
    refusesOnly(USER, OTHER_LOGIN, SESSION, OTHER_SESSION, KEY);
  }

  @Test
  void aKeyIsThatKey() {
    known.add(revocation(Kind.API_KEY, "k", NOW));
    refusesOnly(KEY);
  }

  @Test
  void aLoginThatStartsAfterwardsCounts() {
    Instant next = NOW.plusMillis(1);
    CallerToken user = CallerToken.ofUser(login("l4", "u", next), next);
    known.add(revocation(Kind.LOGINS, "u", NOW));
    assertThat(known.refuses(user)).isFalse();
    known.add(revocation(Kind.LOGINS, "u", next));
    assertThat(known.refuses(user)).isTrue();
  }

  @ParameterizedTest
  @EnumSource(
      value = Kind.class,
      names = {"LOGIN", "LOGINS", "USER"})
  void aTokenThatIsRenewedAfterwardsEndsWithItsLogin(Kind kind) {
    known.add(revocation(kind, kind == Kind.LOGIN ? "l1" : "u", NOW));
    assertThat(known.refuses(session("s1", NOW.plusMillis(300)))).isTrue();
  }

  @Test
  void anOlderOneThatIsHeardLateTakesNothingBack() {
    known.add(revocation(Kind.LOGINS, "u", NOW));
    known.add(revocation(Kind.LOGINS, "u", NOW.minusSeconds(1)));
    assertThat(known.refuses(USER)).isTrue();
  }

  @Test
  void forgetsWhatHasExpiredAndWhatAnotherOneImplies() {
    known.add(revocation(Kind.LOGIN, "l1", NOW));
    known.add(revocation(Kind.SESSION, "s1", NOW.plus(Revocation.MARGIN)));
    known.add(revocation(Kind.API_KEY, "k", NOW));
    known.tidy(LATER.minusMillis(1));
    assertThat(known.size()).isEqualTo(3);

    known.add(revocation(Kind.LOGINS, "u", NOW.plusSeconds(1)));
    known.tidy(NOW);
    assertThat(known.size()).as("the session ended within the skew of clocks").isEqualTo(3);
    refusesOnly(USER, OTHER_LOGIN, SESSION, OTHER_SESSION, KEY);

    known.tidy(LATER);
    assertThat(known.size()).isZero();
  }

  private void refusesOnly(CallerToken... refused) {
    CallerToken[] all = {USER, OTHER_LOGIN, SESSION, OTHER_SESSION, KEY, STRANGER};
    assertThat(all).filteredOn(known::refuses).containsExactlyInAnyOrder(refused);
  }

  private static CallerToken session(String id, Instant issued) {
    return CallerToken.ofSession(
        new Caller.Session("u", id, "default"), login("l1", "u", NOW), issued);
  }

  private static Login login(String id, String userId, Instant startedAt) {
    return new Login(id, userId, startedAt, LATER);
  }

  private static Revocation revocation(Kind kind, String subject, Instant before) {
    return new Revocation(kind, subject, "u", before, LATER);
  }
}

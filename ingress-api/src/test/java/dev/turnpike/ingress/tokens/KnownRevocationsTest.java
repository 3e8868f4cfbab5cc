package dev.turnpike.ingress.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.ingress.tokens.Revocation.Kind;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class KnownRevocationsTest {
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678Z");
  private static final Instant LATER = NOW.plus(Duration.ofDays(30));
  private static final CallerToken USER = CallerToken.ofUser(new Login("l1", "u", LATER), NOW);
  private static final CallerToken OTHER_LOGIN =
      CallerToken.ofUser(new Login("l2", "u", LATER), NOW);
  private static final CallerToken SESSION = session("s1", NOW);
  private static final CallerToken OTHER_SESSION = session("s2", NOW);
  private static final CallerToken KEY = CallerToken.ofKey(new KnownKey("k", "u", NOW, null));
  private static final CallerToken STRANGER =
      CallerToken.ofUser(new Login("l3", "stranger", LATER), NOW);

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
  void whatIsIssuedAfterwardsCounts() {
    known.add(revocation(Kind.LOGINS, "u", NOW));
    assertThat(known.refuses(session("s1", NOW.plusMillis(1)))).isFalse();
    known.add(revocation(Kind.LOGINS, "u", NOW.plusMillis(1)));
    assertThat(known.refuses(session("s1", NOW.plusMillis(1)))).isTrue();
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
    known.add(revocation(Kind.SESSION, "s1", NOW.plusSeconds(5)));
    known.add(revocation(Kind.API_KEY, "k", NOW));
    known.tidy(LATER.minusMillis(1));
    assertThat(known.size()).isEqualTo(3);

    known.add(revocation(Kind.LOGINS, "u", NOW.plusSeconds(1)));
    known.tidy(NOW);
    assertThat(known.size()).as("the session's ended later").isEqualTo(3);
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
        new Caller.Session("u", id, "default"), new Login("l1", "u", LATER), issued);
  }

  private static Revocation revocation(Kind kind, String subject, Instant before) {
    return new Revocation(kind, subject, "u", before, LATER);
  }
}

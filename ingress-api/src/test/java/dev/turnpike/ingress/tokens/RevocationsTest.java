package dev.turnpike.ingress.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.ingress.tokens.Revocation.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** What one user can add to the memory of the nodes. */
class RevocationsTest {
  private static final Duration LIFETIME = Duration.ofDays(30);

  private final FakeTable table = new FakeTable();
  private final KnownRevocations known = new KnownRevocations();
  private Instant now = Instant.parse("2026-01-02T03:04:05.678Z");
  private final Revocations revocations =
      new Revocations(
          table,
          known,
          ForeignTokens.NONE,
          new TokenProperties("x".repeat(32), List.of(), "turnpike", LIFETIME),
          () -> now);

  private static final class FakeTable extends RevocationTable {
    private final Map<String, Revocation> rows = new HashMap<>();

    FakeTable() {
      super(JdbcClient.create(new DriverManagerDataSource()));
    }

    @Override
    void put(Revocation revocation) {
      rows.put(revocation.kind() + revocation.subject(), revocation);
    }

    @Override
    int countSingles(String userId) {
      return (int) rows.values().stream().filter(row -> row.kind().isPartOfLogins()).count();
    }

    @Override
    void deleteSingles(String userId, Instant before) {
      rows.values().removeIf(row -> row.kind().isPartOfLogins() && !row.before().isAfter(before));
    }
  }

  @Test
  void whoEndsManyLoginsEndsThemAll() {
    CallerToken other = user("other", now);
    for (int i = 0; i < Revocations.SINGLES; i++) {
      logInAndOut(i);
    }
    assertThat(known.refuses(other)).isFalse();
    for (int i = 0; i < 2 * Revocations.SINGLES; i++) {
      logInAndOut(i + Revocations.SINGLES);
      known.tidy(now);
      assertThat(known.size()).isLessThanOrEqualTo(Revocations.SINGLES + 2);
      assertThat(table.rows).hasSizeLessThanOrEqualTo(Revocations.SINGLES + 2);
    }
    assertThat(known.refuses(other)).isTrue();
    assertThat(known.refuses(user("next", now))).as("a login that starts afterwards").isFalse();
  }

  @Test
  void whatEndedJustBeforeTheRestStaysForClocksThatDiffer() {
    Login ahead = new Login("ahead", "u", now.plusSeconds(2), now.plus(LIFETIME));
    revocations.endLogin(ahead);
    now = now.plusSeconds(1);
    revocations.endLogins("u");
    known.tidy(now);
    assertThat(known.refuses(CallerToken.ofUser(ahead, now))).isTrue();
    assertThat(table.rows).hasSize(2);
  }

  @Test
  void ofADeletedUserNothingElseIsKept() {
    logInAndOut(1);
    revocations.revokeUser("u");
    known.tidy(now);
    assertThat(known.size()).isEqualTo(1);
    assertThat(table.rows.values()).map(Revocation::kind).containsExactly(Kind.USER);
    assertThat(known.refuses(user("in flight", now.plus(Duration.ofDays(1))))).isTrue();
  }

  private void logInAndOut(int number) {
    Login login = new Login("l" + number, "u", now, now.plus(LIFETIME));
    revocations.endLogin(login);
    assertThat(known.refuses(CallerToken.ofUser(login, now))).isTrue();
    now = now.plusSeconds(10);
  }

  private static CallerToken user(String login, Instant startedAt) {
    return CallerToken.ofUser(
        new Login(login, "u", startedAt, startedAt.plus(LIFETIME)), startedAt);
  }
}

package dev.turnpike.ingress.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.DelegatingPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;

class PasswordsTest {
  private static final int STRENGTH = 7;

  private final Passwords passwords = new Passwords(STRENGTH);
  private final Counting counting = new Counting();
  private final Passwords counted =
      new Passwords(
          STRENGTH,
          new DelegatingPasswordEncoder("bcrypt-sha256", Map.of("bcrypt-sha256", counting)));

  @Test
  void matchesOnlyTheRightPassword() {
    String hash = passwords.hash("Passw0rd!");
    assertThat(hash).startsWith("{bcrypt-sha256}").doesNotContain("Passw0rd!");
    assertThat(passwords.matches("Passw0rd!", hash)).isTrue();
    assertThat(passwords.matches("passw0rd!", hash)).isFalse();
    assertThat(passwords.matches("nobody", null)).isFalse();
  }

  @Test
  void allOfALongPasswordCounts() {
    String long1 = "é".repeat(63) + "1";
    String long2 = "é".repeat(63) + "2";
    assertThat(passwords.matches(long2, passwords.hash(long1))).isFalse();
  }

  @Test
  void anUnknownUserCostsTheSameWorkAsAWrongPassword() {
    String hash = passwords.hash("Passw0rd!");
    assertThat(counted.matches("Wr0ng!pass", null)).isFalse();
    assertThat(counting.rounds()).isEqualTo(1L << STRENGTH);
    counting.strengths.clear();
    assertThat(counted.matches("Wr0ng!pass", hash)).isFalse();
    assertThat(counting.rounds()).isEqualTo(1L << STRENGTH);
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 5, 6})
  void soDoesAWrongPasswordOfAnOlderHash(int strength) {
    String old = new Passwords(strength).hash("Passw0rd!");
    assertThat(counted.matches("Wr0ng!pass", old)).isFalse();
    assertThat(counting.rounds()).isEqualTo(1L << STRENGTH);
    assertThat(counting.strengths).startsWith(strength);
  }

  @Test
  void theRightPasswordCostsNoMore() {
    String old = new Passwords(4).hash("Passw0rd!");
    assertThat(counted.matches("Passw0rd!", old)).isTrue();
    assertThat(counting.strengths).containsExactly(4);
  }

  @Test
  void hashesOfALowerStrengthAndOfOlderSchemesAreOutdated() {
    assertThat(passwords.isOutdated(passwords.hash("Passw0rd!"))).isFalse();
    assertThat(passwords.isOutdated(new Passwords(STRENGTH - 1).hash("Passw0rd!"))).isTrue();
    assertThat(passwords.isOutdated(new Passwords(STRENGTH + 1).hash("Passw0rd!"))).isFalse();
    String plain = "{bcrypt}" + new BCryptPasswordEncoder(STRENGTH).encode("Passw0rd!");
    assertThat(passwords.matches("Passw0rd!", plain)).isTrue();
    assertThat(passwords.isOutdated(plain)).isTrue();
  }

  @Test
  void aHashOfNoKnownSchemeMatchesNothing() {
    assertThat(passwords.matches("Passw0rd!", "{md5}5f4dcc3b5aa765d61d8327deb882cf99")).isFalse();
    assertThat(passwords.matches("Passw0rd!", "5f4dcc3b5aa765d61d8327deb882cf99")).isFalse();
  }

  /** Notes how strong each hash was that something was compared with. */
  private static final class Counting implements PasswordEncoder {
    final List<Integer> strengths = new ArrayList<>();
    private final DigestedBcrypt encoder = new DigestedBcrypt(STRENGTH);

    long rounds() {
      return strengths.stream().mapToLong(strength -> 1L << strength).sum();
    }

    @Override
    public @Nullable String encode(@Nullable CharSequence password) {
      return encoder.encode(password);
    }

    @Override
    public boolean matches(@Nullable CharSequence password, @Nullable String hash) {
      strengths.add(Bcrypt.strengthOf(String.valueOf(hash)).orElseThrow());
      return encoder.matches(password, hash);
    }

    @Override
    public boolean upgradeEncoding(@Nullable String hash) {
      return encoder.upgradeEncoding(hash);
    }
  }
}

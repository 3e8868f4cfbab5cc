package dev.turnpike.ingress.accounts;

import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.DelegatingPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;

/**
 * Hashes and checks passwords, on the thread that calls: see {@link HashingPool}.
 *
 * <p>Invariant: a refusal costs the same work whether there is no hash, the password is wrong, or
 * the hash is of a lower strength than new ones.
 */
final class Passwords {
  private static final Logger log = LoggerFactory.getLogger(Passwords.class);
  private static final String SCHEME = "bcrypt-sha256";

  private final int strength;
  private final PasswordEncoder encoder;

  Passwords(int strength) {
    this(
        strength,
        new DelegatingPasswordEncoder(
            SCHEME,
            Map.of(
                SCHEME,
                new DigestedBcrypt(strength),
                "bcrypt",
                new BCryptPasswordEncoder(strength))));
  }

  Passwords(int strength, PasswordEncoder encoder) {
    this.strength = strength;
    this.encoder = encoder;
  }

  String hash(String password) {
    return Objects.requireNonNull(encoder.encode(password));
  }

  /** False without a hash, after the same work. */
  boolean matches(String password, @Nullable String hash) {
    if (hash == null) {
      compareWithNobody(password, strength);
      return false;
    }
    boolean matches = matchesKnown(password, hash);
    if (!matches) {
      compensate(password, hash);
    }
    return matches;
  }

  /** Whether a new hash of the same password would be better. */
  boolean isOutdated(String hash) {
    return encoder.upgradeEncoding(hash);
  }

  private boolean matchesKnown(String password, String hash) {
    try {
      return encoder.matches(password, hash);
    } catch (IllegalArgumentException e) {
      log.atError().log("A stored password hash is of no known scheme: its user can't log in");
      return false;
    }
  }

  /** Two to the power of s, and of s, s + 1 … up to ours without it, make two to that of ours. */
  private void compensate(String password, String hash) {
    int spent = Bcrypt.strengthOf(hash).orElse(Bcrypt.MOST);
    for (int rest = spent; rest < strength; rest++) {
      compareWithNobody(password, rest);
    }
  }

  private void compareWithNobody(String password, int rounds) {
    boolean _ = encoder.matches(password, "{" + SCHEME + "}" + Bcrypt.hashOfNobody(rounds));
  }
}

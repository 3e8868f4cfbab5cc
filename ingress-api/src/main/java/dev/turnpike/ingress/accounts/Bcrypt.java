package dev.turnpike.ingress.accounts;

import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What stands in BCrypt's hashes: {@code $2a$10$}, 22 characters of salt, 31 of hash. */
final class Bcrypt {
  static final int LEAST = 4;
  static final int MOST = 31;

  private static final Pattern STRENGTH = Pattern.compile("\\$2[aby]?\\$(\\d\\d)\\$");
  private static final String NOBODY = "vI8aWBnW3fID.ZQ4/zo1G.q1lRps.9cGLcZEiGDMVr5yUP1KUOYTa";

  private Bcrypt() {}

  /** The logarithm of the rounds; empty for another scheme's hash. */
  static OptionalInt strengthOf(String hash) {
    Matcher matcher = STRENGTH.matcher(hash);
    return matcher.find()
        ? OptionalInt.of(Integer.parseInt(matcher.group(1)))
        : OptionalInt.empty();
  }

  /** A hash to compare with when there is none; no password is known that has it. */
  static String hashOfNobody(int strength) {
    return "$2a$%02d$%s".formatted(strength, NOBODY);
  }
}

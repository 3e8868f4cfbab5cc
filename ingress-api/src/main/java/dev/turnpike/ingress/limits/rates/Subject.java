package dev.turnpike.ingress.limits.rates;

import dev.turnpike.ingress.limits.ClientAddress;
import dev.turnpike.ingress.tokens.Caller;
import dev.turnpike.ingress.tokens.Login;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Who is counted.
 *
 * @param key the same on all nodes
 * @param isKnown whether it is the user of a token that was checked
 * @param description for people
 */
record Subject(String key, boolean isKnown, String description) {
  private static final int HASH_BYTES = 16;

  /** A session's and a key's calls are their user's. */
  static Subject of(Caller caller) {
    return new Subject("u:" + caller.userId(), true, "for one user");
  }

  static Subject of(ClientAddress address) {
    return new Subject("a:" + address.key(), false, "from one address");
  }

  /** With its sessions. Hashed, since another issuer may name it as it likes. */
  static Subject of(Login login) {
    return new Subject("l:" + hashed(login.id()), true, "for one login");
  }

  /** Hashed, since it may be anything. */
  static Subject ofAccount(String name) {
    return new Subject("n:" + hashed(name), false, "for one account");
  }

  private static String hashed(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(Arrays.copyOf(hash, HASH_BYTES));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256.", e);
    }
  }
}

package dev.turnpike.ingress.audit;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Hashes names that somebody tried to log in with and that nobody has: the same name is recognised,
 * also on another node, but is told to nobody. Some people type their password there.
 */
final class LoginNames {
  private static final String ALGORITHM = "HmacSHA256";
  private static final int LENGTH = 16;

  private final SecretKeySpec salt;

  LoginNames(String salt) {
    this.salt = new SecretKeySpec(salt.getBytes(StandardCharsets.UTF_8), ALGORITHM);
  }

  String hashed(String name) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(salt);
      byte[] hash = mac.doFinal(name.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash).substring(0, LENGTH);
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("Every Java platform has HMAC with SHA-256.", e);
    }
  }
}

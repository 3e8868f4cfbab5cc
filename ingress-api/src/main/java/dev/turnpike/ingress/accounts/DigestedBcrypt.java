package dev.turnpike.ingress.accounts;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Objects;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.AbstractValidatingPasswordEncoder;

/**
 * BCrypt over the SHA-256 digest of the password, since BCrypt alone takes no more than 72 bytes
 * and 64 characters can have 256.
 */
final class DigestedBcrypt extends AbstractValidatingPasswordEncoder {
  private final BCryptPasswordEncoder bcrypt;

  DigestedBcrypt(int strength) {
    this.bcrypt = new BCryptPasswordEncoder(strength);
  }

  @Override
  protected String encodeNonNullPassword(String password) {
    return Objects.requireNonNull(bcrypt.encode(digest(password)));
  }

  @Override
  protected boolean matchesNonNull(String password, String hash) {
    return bcrypt.matches(digest(password), hash);
  }

  @Override
  protected boolean upgradeEncodingNonNull(String hash) {
    return bcrypt.upgradeEncoding(hash);
  }

  private static String digest(String password) {
    try {
      byte[] bytes = password.getBytes(StandardCharsets.UTF_8);
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
      return Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256.", e);
    }
  }
}

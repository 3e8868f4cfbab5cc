package dev.turnpike.ingress.openai;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * The session that a client's own name for a conversation stands for.
 *
 * <p>Invariant: two users never get the same one, whatever names they choose. A user's id is hashed
 * with its length before it, so that no part of a name can pass for a part of an id.
 */
public final class SessionNames {
  private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
  private static final String PREFIX = "chat-";

  private SessionNames() {}

  public static String of(String userId, String name) {
    String text = "%d:%s:%s".formatted(userId.length(), userId, name);
    return PREFIX + ENCODER.encodeToString(sha256(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static byte[] sha256(byte[] text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256.", e);
    }
  }
}

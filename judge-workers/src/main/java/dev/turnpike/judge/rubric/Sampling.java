package dev.turnpike.judge.rubric;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/**
 * Draws turns by their ids, so that every rubric and every instance, today and when history is
 * judged again, draws the same ones: what a rubric with a small rate judges is part of what one
 * with a larger rate does.
 */
public final class Sampling {

  private static final int DROPPED_BITS = Long.SIZE - 52;
  private static final double STEP = 0x1.0p-52;

  private Sampling() {}

  /**
   * A turn's place in [0, 1): the first 13 hexadecimal digits of the SHA-256 of its id, written in
   * lower case, after the point.
   */
  public static double fraction(UUID turn) {
    byte[] id = turn.toString().getBytes(StandardCharsets.UTF_8);
    return (ByteBuffer.wrap(sha256().digest(id)).getLong() >>> DROPPED_BITS) * STEP;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}

package dev.turnpike.ingress.apikeys;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * A key as its holder has it, in the format of GitHub's tokens: a prefix, 30 random characters in
 * base 62 (178 bits), and their CRC-32 in 6 more. So programs that look for leaked secrets find it,
 * and one that was mistyped or made up is recognised without a look anywhere. The checksum keeps
 * nobody out who knows it: the 178 bits do.
 *
 * @param value the whole of it
 */
record KeyText(String value) {
  private static final String PREFIX = "tp-";
  private static final int RANDOM = 30;
  private static final int CHECKSUM = 6;
  private static final int SHOWN = PREFIX.length() + 5;
  private static final String DIGITS =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  private static final Pattern FORM =
      Pattern.compile(PREFIX + "[0-9A-Za-z]{" + (RANDOM + CHECKSUM) + "}");

  static KeyText random(RandomGenerator random) {
    StringBuilder text = new StringBuilder(PREFIX);
    for (int i = 0; i < RANDOM; i++) {
      text.append(DIGITS.charAt(random.nextInt(DIGITS.length())));
    }
    return new KeyText(text + checksum(text.toString()));
  }

  /** Whether it could have been made here. */
  boolean isWellFormed() {
    if (!FORM.matcher(value).matches()) {
      return false;
    }
    int end = value.length() - CHECKSUM;
    return value.substring(end).equals(checksum(value.substring(0, end)));
  }

  /** By which people recognise it, with some 148 bits left to guess. */
  String shown() {
    return value.substring(0, SHOWN);
  }

  /** What is stored in its place. */
  Digest digest() {
    try {
      byte[] bytes = value.getBytes(StandardCharsets.US_ASCII);
      return Digest.of(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256.", e);
    }
  }

  private static String checksum(String text) {
    CRC32 crc = new CRC32();
    crc.update(text.getBytes(StandardCharsets.US_ASCII));
    char[] digits = new char[CHECKSUM];
    long rest = crc.getValue();
    for (int i = CHECKSUM - 1; i >= 0; i--) {
      digits[i] = DIGITS.charAt((int) (rest % DIGITS.length()));
      rest /= DIGITS.length();
    }
    return new String(digits);
  }

  /** Without the secret. */
  @Override
  public String toString() {
    return "KeyText[%s…]".formatted(shown());
  }
}

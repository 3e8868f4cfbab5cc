package dev.turnpike.ingress.limits.rates;

import java.security.SecureRandom;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Tokens that were good a moment ago, as hashes in a table of fixed size, where a new one takes the
 * place of another. Whoever is found here is only let through to the check of tokens.
 */
final class GoodTokens {
  private static final int PLACES = 8_192;

  private final AtomicLongArray places = new AtomicLongArray(PLACES);
  private final long seed = new SecureRandom().nextLong() | 1;

  void add(String token) {
    long hash = hash(token);
    if (places.getPlain(place(hash)) != hash) {
      places.setRelease(place(hash), hash);
    }
  }

  boolean contains(String token) {
    long hash = hash(token);
    return places.getAcquire(place(hash)) == hash;
  }

  private static int place(long hash) {
    return (int) (hash >>> 51);
  }

  /** Secret multipliers make it impossible to write a token that collides. */
  private long hash(String token) {
    long hash = seed;
    for (int i = 0; i < token.length(); i++) {
      hash = (hash ^ token.charAt(i)) * seed;
      hash ^= hash >>> 29;
    }
    return hash == 0 ? 1 : hash;
  }
}

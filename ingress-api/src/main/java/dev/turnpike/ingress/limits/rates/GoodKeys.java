package dev.turnpike.ingress.limits.rates;

import java.security.SecureRandom;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * API keys that were good when they were used last, as hashes in a table of fixed size, where a new
 * one takes the place of another. Whoever is found here is only let through to the check of keys.
 */
final class GoodKeys {
  private static final int PLACES = 65_536;

  private final AtomicLongArray places = new AtomicLongArray(PLACES);
  private final long seed = new SecureRandom().nextLong() | 1;

  void add(String key) {
    long hash = hash(key);
    if (places.getPlain(place(hash)) != hash) {
      places.setRelease(place(hash), hash);
    }
  }

  boolean contains(String key) {
    long hash = hash(key);
    return places.getAcquire(place(hash)) == hash;
  }

  private static int place(long hash) {
    return (int) (hash >>> 48);
  }

  /** Secret multipliers make it impossible to write a key that collides. */
  private long hash(String key) {
    long hash = seed;
    for (int i = 0; i < key.length(); i++) {
      hash = (hash ^ key.charAt(i)) * seed;
      hash ^= hash >>> 29;
    }
    return hash == 0 ? 1 : hash;
  }
}

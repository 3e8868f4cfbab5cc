package dev.turnpike.stress;

import dev.turnpike.bench.stats.Rounded;

/**
 * How many passwords were hashed in the storm, against what the processors allow.
 *
 * @param hashes one for each registration and one for each login
 * @param seconds until the last of them was done
 * @param perSecond hashes
 * @param hashMillis of one, on one thread with nothing else running; 0 where that is another
 *     machine's business
 * @param threads that hash, by the product's default
 */
record Hashing(int hashes, double seconds, double perSecond, double hashMillis, int threads) {

  static Hashing of(int hashes, double seconds, double hashMillis, int threads) {
    return new Hashing(
        hashes,
        Rounded.to(1, seconds),
        seconds == 0 ? 0 : Rounded.to(2, hashes / seconds),
        Rounded.to(1, hashMillis),
        threads);
  }

  /** Hashes per second of threads that never wait. */
  double allowed() {
    return hashMillis == 0 ? 0 : Rounded.to(2, threads * 1000 / hashMillis);
  }

  /** Of what is allowed; 0 where that is not known. */
  double share() {
    return allowed() == 0 ? 0 : Rounded.to(3, perSecond / allowed());
  }
}

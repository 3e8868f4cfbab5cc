package dev.turnpike.bench.logins;

import java.time.Duration;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

/** How long one password takes one thread that has a processor to itself. */
public final class HashTime {
  private static final Duration WARM_UP = Duration.ofSeconds(3);
  private static final Duration MEASURED = Duration.ofSeconds(5);

  private HashTime() {}

  /** Milliseconds. */
  public static double measure(int strength) {
    return measure(strength, WARM_UP, MEASURED);
  }

  static double measure(int strength, Duration warmUp, Duration measured) {
    BCryptPasswordEncoder encoder = new BCryptPasswordEncoder(strength);
    String hash = encoder.encode("a password");
    double _ = average(encoder, hash, warmUp);
    return average(encoder, hash, measured);
  }

  private static double average(BCryptPasswordEncoder encoder, String hash, Duration time) {
    long begin = System.nanoTime();
    int count = 0;
    while (count == 0 || System.nanoTime() - begin < time.toNanos()) {
      boolean _ = encoder.matches("another password", hash);
      count++;
    }
    return (System.nanoTime() - begin) / 1e6 / count;
  }
}

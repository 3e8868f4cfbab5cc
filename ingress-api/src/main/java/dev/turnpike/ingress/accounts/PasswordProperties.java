package dev.turnpike.ingress.accounts;

import dev.turnpike.platform.StartRefused;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How passwords are hashed.
 *
 * @param strength the logarithm of BCrypt's rounds, 4 to 31; each step doubles the time. A hash of
 *     a lower one is replaced at its user's next login
 * @param threads how many hash at the same time; 0 for half of the processors, at least one
 * @param queue how many may wait before callers are told to come back
 * @param niceness how far these threads stand back when others want the processor, as of Linux's
 *     nice: 0 not at all, 19 entirely
 */
@ConfigurationProperties("turnpike.ingress.passwords")
record PasswordProperties(
    @DefaultValue("10") int strength,
    @DefaultValue("0") int threads,
    @DefaultValue("64") int queue,
    @DefaultValue("0") int niceness) {
  private static final int MOST_NICE = 19;

  PasswordProperties {
    if (strength < Bcrypt.LEAST || strength > Bcrypt.MOST) {
      throw new StartRefused(
          "turnpike.ingress.passwords.strength is %d: give %d to %d."
              .formatted(strength, Bcrypt.LEAST, Bcrypt.MOST));
    }
    if (threads < 0) {
      throw new StartRefused(
          "turnpike.ingress.passwords.threads is %d: give at least 1, or 0 for half of the processors."
              .formatted(threads));
    }
    if (queue < 1) {
      throw new StartRefused(
          "turnpike.ingress.passwords.queue is %d: give at least 1.".formatted(queue));
    }
    if (niceness < 0 || niceness > MOST_NICE) {
      throw new StartRefused(
          "turnpike.ingress.passwords.niceness is %d: give 0 to %d."
              .formatted(niceness, MOST_NICE));
    }
    threads = threads == 0 ? Math.max(1, Runtime.getRuntime().availableProcessors() / 2) : threads;
  }
}

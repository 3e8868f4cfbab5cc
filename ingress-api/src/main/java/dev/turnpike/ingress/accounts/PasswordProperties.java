package dev.turnpike.ingress.accounts;

import dev.turnpike.platform.StartRefused;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How passwords are hashed.
 *
 * @param strength the logarithm of BCrypt's rounds, 4 to 31; each step doubles the time
 * @param threads how many hash at the same time
 * @param queue how many may wait before callers are told to come back
 */
@ConfigurationProperties("turnpike.ingress.passwords")
record PasswordProperties(
    @DefaultValue("10") int strength,
    @DefaultValue("1") int threads,
    @DefaultValue("64") int queue) {
  PasswordProperties {
    if (strength < 4 || strength > 31) {
      throw new StartRefused(
          "turnpike.ingress.passwords.strength is %d: give 4 to 31.".formatted(strength));
    }
    if (threads < 1 || queue < 1) {
      throw new StartRefused(
          "turnpike.ingress.passwords.threads is %d and queue is %d: give at least 1 each."
              .formatted(threads, queue));
    }
  }
}

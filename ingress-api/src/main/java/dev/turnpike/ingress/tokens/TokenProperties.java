package dev.turnpike.ingress.tokens;

import dev.turnpike.platform.StartRefused;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How tokens are signed.
 *
 * @param secret at least 32 bytes; all ingress nodes must have the same
 * @param issuer the {@code iss} of the tokens made and accepted
 * @param lifetime how long a token is good
 */
@ConfigurationProperties("turnpike.ingress.tokens")
record TokenProperties(
    @DefaultValue("") String secret,
    @DefaultValue("turnpike") String issuer,
    @DefaultValue("30d") Duration lifetime) {
  private static final int SECRET_BYTES = 32;

  TokenProperties {
    int length = secret.getBytes(StandardCharsets.UTF_8).length;
    if (length == 0) {
      throw new StartRefused(
          "TURNPIKE_TOKEN_SECRET is not set: set it to at least 32 random bytes, such as the output of openssl rand -hex 32, the same for all ingress nodes.");
    }
    if (length < SECRET_BYTES) {
      throw new StartRefused(
          "TURNPIKE_TOKEN_SECRET has %d bytes, which can be guessed: give it at least %d, such as the output of openssl rand -hex 32."
              .formatted(length, SECRET_BYTES));
    }
    if (lifetime.isNegative() || lifetime.isZero()) {
      throw new StartRefused(
          "turnpike.ingress.tokens.lifetime is %s: give a positive time, such as 30d."
              .formatted(lifetime));
    }
  }

  /** Without the secret. */
  @Override
  public String toString() {
    return "TokenProperties[issuer=%s, lifetime=%s]".formatted(issuer, lifetime);
  }
}

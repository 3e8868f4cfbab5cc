package dev.turnpike.ingress.tokens;

import dev.turnpike.platform.StartRefused;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How tokens are signed.
 *
 * @param secret signs; at least 32 bytes; all ingress nodes must have the same
 * @param previousSecrets separated by commas; what they signed is still accepted, so that the
 *     secret can be changed without ending any login
 * @param issuer the {@code iss} of the tokens made and accepted
 * @param lifetime how long a login is good; a shorter one counts for older logins, too
 */
@ConfigurationProperties("turnpike.ingress.tokens")
record TokenProperties(
    @DefaultValue("") String secret,
    @DefaultValue List<String> previousSecrets,
    @DefaultValue("turnpike") String issuer,
    @DefaultValue("30d") Duration lifetime) {
  private static final int SECRET_BYTES = 32;
  private static final String SECRET = "TURNPIKE_TOKEN_SECRET";
  private static final String PREVIOUS = "TURNPIKE_TOKEN_PREVIOUS_SECRETS";

  TokenProperties {
    if (secret.isEmpty()) {
      throw new StartRefused(
          SECRET
              + " is not set: set it to at least 32 random bytes, such as the output of openssl rand -hex 32, the same for all ingress nodes.");
    }
    requireLong(SECRET, secret);
    previousSecrets =
        previousSecrets.stream().map(String::strip).filter(each -> !each.isEmpty()).toList();
    previousSecrets.forEach(each -> requireLong(PREVIOUS, each));
    if (lifetime.isNegative() || lifetime.isZero()) {
      throw new StartRefused(
          "turnpike.ingress.tokens.lifetime is %s: give a positive time, such as 30d."
              .formatted(lifetime));
    }
  }

  private static void requireLong(String name, String secret) {
    int length = secret.getBytes(StandardCharsets.UTF_8).length;
    if (length < SECRET_BYTES) {
      throw new StartRefused(
          "%s has a secret of %d bytes, which can be guessed: give it at least %d, such as the output of openssl rand -hex 32."
              .formatted(name, length, SECRET_BYTES));
    }
  }

  /** Without the secrets. */
  @Override
  public String toString() {
    return "TokenProperties[issuer=%s, lifetime=%s]".formatted(issuer, lifetime);
  }
}

package dev.turnpike.ingress.oidc;

import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import dev.turnpike.ingress.problem.Problem;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The issuer's keys, in memory. A key that is not among them makes it look again.
 *
 * <p>Invariants: no more than one call at a time waits for the issuer, and not more often than
 * every ten seconds, whatever keys callers name. While the issuer is away, or publishes none, its
 * keys stay in force.
 */
final class IssuerKeys implements JWKSource<SecurityContext> {
  private static final Logger log = LoggerFactory.getLogger(IssuerKeys.class);
  static final Duration PAUSE = Duration.ofSeconds(10);
  private static final int RSA_BITS = 2_048;

  /** Where they are published. */
  interface Source {
    JWKSet keys() throws IOException, InterruptedException;
  }

  private final Source source;
  private final Clock clock;
  private final ReentrantLock looking = new ReentrantLock();
  private Instant nextLook = Instant.EPOCH; // guarded by looking
  private volatile @Nullable JWKSet known;

  IssuerKeys(Source source, Clock clock) {
    this.source = source;
    this.clock = clock;
  }

  @Override
  public List<JWK> get(JWKSelector selector, @Nullable SecurityContext context) {
    List<JWK> found = selected(selector);
    return found.isEmpty() && look() ? selected(selector) : found;
  }

  /**
   * Does nothing when it is known whether the issuer has the key, which may be by asking.
   *
   * @throws Problem 503 when it isn't: it may be a new key that was not read yet
   */
  void requireSettled(String keyId) {
    if (!has(keyId) && !look() && !has(keyId)) {
      throw Problem.unavailable(
              "issuer_unavailable",
              "The token's key can't be read from its issuer now: try again soon.")
          .withRetryAfter(PAUSE);
    }
  }

  /**
   * Asks the issuer, unless it was asked just now or is being asked.
   *
   * @return whether there are keys that are new
   */
  boolean look() {
    if (!looking.tryLock()) {
      return false;
    }
    try {
      if (clock.instant().isBefore(nextLook)) {
        return false;
      }
      nextLook = clock.instant().plus(PAUSE);
      List<JWK> usable = source.keys().getKeys().stream().filter(IssuerKeys::isUsable).toList();
      if (usable.isEmpty()) {
        throw new IOException("The issuer publishes no key for RS256 or ES256.");
      }
      known = new JWKSet(usable);
      return true;
    } catch (IOException | RuntimeException e) {
      log.atWarn().addKeyValue("reason", e.getMessage()).log("The issuer's keys were not read");
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      looking.unlock();
    }
  }

  private List<JWK> selected(JWKSelector selector) {
    JWKSet keys = known;
    return keys == null ? List.of() : selector.select(keys);
  }

  private boolean has(String keyId) {
    JWKSet keys = known;
    return keys != null && keys.getKeyByKeyId(keyId) != null;
  }

  private static boolean isUsable(JWK key) {
    return key instanceof ECKey || (key instanceof RSAKey rsa && rsa.size() >= RSA_BITS);
  }
}

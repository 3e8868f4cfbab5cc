package dev.turnpike.ingress.tokens;

import dev.turnpike.ingress.problem.Problem;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtValidationException;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;

/** Tells who sent a token, and refuses what does not count or no longer does. */
record TokenCheck(
    TokenDecoder decoder,
    ForeignTokens foreign,
    KnownKey.Directory keys,
    KnownRevocations revocations,
    Duration lifetime,
    Clock clock)
    implements AuthenticationManager {
  /** No signed token begins so. */
  private static final String KEY_PREFIX = "tp-";

  @Override
  public Authentication authenticate(Authentication request) {
    String token = ((BearerTokenAuthenticationToken) request).getToken();
    CallerToken caller = token.startsWith(KEY_PREFIX) ? key(token) : signed(token);
    if (revocations.refuses(caller)) {
      throw TokenRefused.revoked();
    }
    return caller;
  }

  private CallerToken key(String token) {
    Optional<KnownKey> found;
    try {
      found = keys.find(token);
    } catch (Problem problem) {
      throw new TokenRefused(problem);
    }
    KnownKey key = found.orElseThrow(TokenRefused::invalid);
    if (key.isExpired(clock.instant())) {
      throw TokenRefused.expired();
    }
    return CallerToken.ofKey(key);
  }

  private CallerToken signed(String token) {
    try {
      return foreign.isFor(token) ? foreign(token) : own(token);
    } catch (JwtValidationException e) {
      throw isExpired(e) ? TokenRefused.expired() : TokenRefused.invalid();
    } catch (JwtException e) {
      throw TokenRefused.invalid();
    } catch (Problem problem) {
      throw new TokenRefused(problem);
    }
  }

  /** Users of an external issuer log in there; what was issued to users before has ended. */
  private CallerToken own(String token) {
    CallerToken own = decoder.decode(token);
    if (foreign.isOn() && own.getPrincipal() instanceof Caller.User) {
      throw TokenRefused.invalid();
    }
    return own;
  }

  /**
   * Revocations are kept no longer than a token of our own could live, so it may not live longer.
   */
  private CallerToken foreign(String token) {
    ForeignTokens.Foreign known = foreign.check(token);
    if (!known.issuedAt().plus(lifetime).isAfter(clock.instant())) {
      throw TokenRefused.expired();
    }
    Instant issued = known.issuedAt();
    return CallerToken.ofUser(
        new Login(known.loginId(), known.userId(), issued, Instant.MAX), issued);
  }

  private static boolean isExpired(JwtValidationException failure) {
    return failure.getErrors().stream()
        .map(OAuth2Error::getDescription)
        .anyMatch(description -> description != null && description.contains("expired"));
  }
}

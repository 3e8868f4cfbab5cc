package dev.turnpike.ingress.oidc;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.BadJWTException;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import dev.turnpike.ingress.tokens.ForeignTokens;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

/**
 * Checks access tokens of the issuer: signed by a key that it publishes and that the token names,
 * with RS256 or ES256 only; for us, in time, and an access token, not one that only tells a client
 * who logged in.
 */
final class IssuerTokens implements ForeignTokens {
  private static final Set<JWSAlgorithm> ALGORITHMS =
      Set.of(JWSAlgorithm.RS256, JWSAlgorithm.ES256);
  private static final Duration SKEW = Duration.ofSeconds(30);

  /** The claim with which some issuers mark what a token is for, beside the header of that name. */
  private static final String TYPE = "typ";

  private static final String ACCESS = "Bearer";

  private final OidcProperties properties;
  private final ExternalIds ids;
  private final IssuerKeys keys;
  private final NimbusJwtDecoder decoder;

  IssuerTokens(OidcProperties properties, IssuerKeys keys, Clock clock) {
    this.properties = properties;
    this.ids = new ExternalIds(properties.issuer());
    this.keys = keys;
    DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
    processor.setJWSTypeVerifier(
        new DefaultJOSEObjectTypeVerifier<>(
            JOSEObjectType.JWT,
            new JOSEObjectType("at+jwt"),
            new JOSEObjectType("application/at+jwt"),
            null));
    processor.setJWSKeySelector(new JWSVerificationKeySelector<>(ALGORITHMS, keys));
    processor.setJWTClaimsSetVerifier((claims, _) -> requireIssueTime(claims, clock));
    decoder = new NimbusJwtDecoder(processor);
    decoder.setJwtValidator(validator(properties, clock));
  }

  @Override
  public boolean isOn() {
    return true;
  }

  @Override
  public boolean isFor(String token) {
    try {
      return properties.issuer().equals(SignedJWT.parse(token).getJWTClaimsSet().getIssuer());
    } catch (ParseException e) {
      return false;
    }
  }

  @Override
  public String userId(String subject) {
    return ids.user(subject);
  }

  @Override
  public Foreign check(String token) {
    keys.requireSettled(keyId(token));
    Jwt jwt = decoder.decode(token);
    if (!ACCESS.equals(jwt.getClaims().getOrDefault(TYPE, ACCESS))) {
      throw new JwtException("The token is not for access.");
    }
    if (!(jwt.getClaim(properties.subjectClaim()) instanceof String subject) || subject.isEmpty()) {
      throw new JwtException("The token does not say whose it is.");
    }
    Instant issuedAt = Objects.requireNonNull(jwt.getIssuedAt());
    return new Foreign(ids.user(subject), login(jwt, token), issuedAt);
  }

  private String login(Jwt jwt, String token) {
    if (jwt.getClaim(properties.loginClaim()) instanceof String login) {
      return ids.login("login", login);
    }
    return jwt.getClaim(JwtClaimNames.JTI) instanceof String id
        ? ids.login("jti", id)
        : ids.login("token", token.substring(0, token.lastIndexOf('.')));
  }

  /** Without it, any of the issuer's keys would do. */
  private static String keyId(String token) {
    try {
      String id = SignedJWT.parse(token).getHeader().getKeyID();
      if (id == null) {
        throw new JwtException("The token does not say which key signed it.");
      }
      return id;
    } catch (ParseException e) {
      throw new JwtException("The token can't be read.", e);
    }
  }

  /** Spring makes one up when there is none; revocations go by it. */
  private static void requireIssueTime(JWTClaimsSet claims, Clock clock) throws BadJWTException {
    if (claims.getIssueTime() == null
        || claims.getIssueTime().toInstant().isAfter(clock.instant().plus(SKEW))) {
      throw new BadJWTException("The token was not issued yet, or does not say when.");
    }
  }

  private static OAuth2TokenValidator<Jwt> validator(OidcProperties properties, Clock clock) {
    JwtTimestampValidator timestamps = new JwtTimestampValidator(SKEW);
    timestamps.setClock(clock);
    return new DelegatingOAuth2TokenValidator<>(
        timestamps,
        new JwtClaimValidator<>(JwtClaimNames.EXP, Objects::nonNull),
        new JwtClaimValidator<>(
            JwtClaimNames.ISS, issuer -> properties.issuer().equals(String.valueOf(issuer))),
        new JwtClaimValidator<List<String>>(
            JwtClaimNames.AUD,
            audience -> audience != null && audience.contains(properties.audience())));
  }
}

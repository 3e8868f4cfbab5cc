package dev.turnpike.ingress.tokens;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

/**
 * Checks tokens that this service signed: signature, algorithm, type, key id, issuer, audience,
 * times and claims, without asking anyone.
 */
final class TokenDecoder {
  private static final String KEY_ID = "kid";

  private final NimbusJwtDecoder decoder;

  TokenDecoder(TokenProperties properties, Clock clock) {
    List<JWK> keys =
        Stream.concat(Stream.of(properties.secret()), properties.previousSecrets().stream())
            .distinct()
            .<JWK>map(TokenKey::of)
            .toList();
    DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
    processor.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(JOSEObjectType.JWT));
    processor.setJWSKeySelector(
        new JWSVerificationKeySelector<>(
            TokenKey.ALGORITHM, new ImmutableJWKSet<>(new JWKSet(keys))));
    processor.setJWTClaimsSetVerifier((claims, context) -> {}); // The validators below do.
    decoder = new NimbusJwtDecoder(processor);
    decoder.setJwtValidator(validator(properties, clock));
  }

  /**
   * @throws JwtException when it does not count
   */
  CallerToken decode(String token) {
    Jwt jwt = decoder.decode(token);
    if (!jwt.getHeaders().containsKey(KEY_ID)) {
      throw new JwtException("The token does not say which key signed it.");
    }
    String user = required(jwt, JwtClaimNames.SUB);
    Login login =
        new Login(
            required(jwt, TokenIssuer.LOGIN),
            user,
            instant(jwt, TokenIssuer.LOGIN_START),
            Objects.requireNonNull(jwt.getExpiresAt()));
    Instant issuedAt = instant(jwt, TokenIssuer.ISSUED_AT);
    return switch (TokenKind.signed(required(jwt, TokenIssuer.KIND)).orElseThrow()) {
      case USER -> CallerToken.ofUser(login, issuedAt);
      case SESSION ->
          CallerToken.ofSession(
              new Caller.Session(
                  user, required(jwt, TokenIssuer.SESSION), required(jwt, TokenIssuer.AGENT)),
              login,
              issuedAt);
      case API_KEY -> throw new JwtException("API keys are not signed.");
    };
  }

  /** Invariant: what is not checked here is checked where it is read. */
  private static OAuth2TokenValidator<Jwt> validator(TokenProperties properties, Clock clock) {
    JwtTimestampValidator timestamps = new JwtTimestampValidator(Duration.ZERO);
    timestamps.setClock(clock);
    return new DelegatingOAuth2TokenValidator<>(
        timestamps,
        new JwtClaimValidator<>(JwtClaimNames.EXP, Objects::nonNull),
        new JwtIssuerValidator(properties.issuer()),
        new JwtClaimValidator<List<String>>(
            JwtClaimNames.AUD,
            audience -> audience != null && audience.contains(TokenIssuer.AUDIENCE)),
        new JwtClaimValidator<>(JwtClaimNames.JTI, Objects::nonNull),
        new JwtClaimValidator<>(
            TokenIssuer.ISSUED_AT,
            issued ->
                issued instanceof Number millis
                    && Instant.ofEpochMilli(millis.longValue())
                        .isAfter(clock.instant().minus(properties.lifetime()))),
        new JwtClaimValidator<>(
            TokenIssuer.KIND,
            kind -> kind instanceof String name && TokenKind.signed(name).isPresent()));
  }

  private static String required(Jwt jwt, String claim) {
    if (jwt.getClaim(claim) instanceof String text) {
      return text;
    }
    throw new JwtException("The token has no " + claim + ".");
  }

  private static Instant instant(Jwt jwt, String claim) {
    if (jwt.getClaim(claim) instanceof Number millis) {
      return Instant.ofEpochMilli(millis.longValue());
    }
    throw new JwtException("The token has no " + claim + ".");
  }
}

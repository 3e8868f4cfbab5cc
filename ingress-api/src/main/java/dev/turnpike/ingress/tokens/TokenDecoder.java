package dev.turnpike.ingress.tokens;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

/**
 * Checks signature, algorithm, key id, issuer, audience, expiry and kind, without asking anyone.
 */
final class TokenDecoder {
  private TokenDecoder() {}

  static JwtDecoder of(TokenProperties properties, Clock clock) {
    JWKSet keys = new JWKSet(TokenKey.of(properties.secret()));
    DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
    processor.setJWSKeySelector(
        new JWSVerificationKeySelector<>(TokenKey.ALGORITHM, new ImmutableJWKSet<>(keys)));
    processor.setJWTClaimsSetVerifier((claims, context) -> {}); // The validators below do.
    NimbusJwtDecoder decoder = new NimbusJwtDecoder(processor);
    decoder.setJwtValidator(validator(properties, clock));
    return decoder;
  }

  private static OAuth2TokenValidator<Jwt> validator(TokenProperties properties, Clock clock) {
    JwtTimestampValidator timestamps = new JwtTimestampValidator(Duration.ZERO);
    timestamps.setClock(clock);
    return new DelegatingOAuth2TokenValidator<>(
        timestamps,
        new JwtClaimValidator<>(JwtClaimNames.EXP, expiry -> expiry != null),
        new JwtIssuerValidator(properties.issuer()),
        new JwtClaimValidator<List<String>>(
            JwtClaimNames.AUD,
            audience -> audience != null && audience.contains(TokenIssuer.AUDIENCE)),
        new JwtClaimValidator<>(JwtClaimNames.SUB, subject -> subject != null),
        new JwtClaimValidator<String>(
            TokenIssuer.KIND, kind -> kind != null && TokenKind.signed(kind).isPresent()));
  }
}

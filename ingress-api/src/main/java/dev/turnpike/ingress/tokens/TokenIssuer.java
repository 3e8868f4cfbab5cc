package dev.turnpike.ingress.tokens;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;

/** Makes tokens. Thread-safe. */
public final class TokenIssuer {
  static final String AUDIENCE = "turnpike-api";
  static final String KIND = "kind";
  static final String SESSION = "sid";
  static final String AGENT = "agent";

  private final TokenProperties properties;
  private final Clock clock;
  private final JWSHeader header;
  private final JWSSigner signer;

  TokenIssuer(TokenProperties properties, Clock clock) {
    this.properties = properties;
    this.clock = clock;
    OctetSequenceKey key = TokenKey.of(properties.secret());
    this.header =
        new JWSHeader.Builder(TokenKey.ALGORITHM)
            .type(JOSEObjectType.JWT)
            .keyID(key.getKeyID())
            .build();
    try {
      this.signer = new MACSigner(key);
    } catch (JOSEException e) {
      throw new IllegalStateException("The settings guarantee a key that is long enough.", e);
    }
  }

  public Token forUser(String userId) {
    return sign(claims(TokenKind.USER, userId));
  }

  /** With the session's agent, so that no turn has to look it up. */
  public Token forSession(String userId, String sessionId, String agent) {
    return sign(claims(TokenKind.SESSION, userId).claim(SESSION, sessionId).claim(AGENT, agent));
  }

  private JWTClaimsSet.Builder claims(TokenKind kind, String userId) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    return new JWTClaimsSet.Builder()
        .issuer(properties.issuer())
        .audience(AUDIENCE)
        .subject(userId)
        .claim(KIND, kind.claim())
        .issueTime(Date.from(now))
        .expirationTime(Date.from(now.plus(properties.lifetime())));
  }

  private Token sign(JWTClaimsSet.Builder claims) {
    JWTClaimsSet set = claims.build();
    SignedJWT jwt = new SignedJWT(header, set);
    try {
      jwt.sign(signer);
    } catch (JOSEException e) {
      throw new IllegalStateException("An HMAC over memory can't fail.", e);
    }
    return new Token(jwt.serialize(), "bearer", set.getExpirationTime().toInstant());
  }
}

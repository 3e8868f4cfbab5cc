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
import java.util.UUID;

/** Makes tokens. Thread-safe. */
public final class TokenIssuer {
  static final String AUDIENCE = "turnpike-api";
  static final String KIND = "kind";
  static final String LOGIN = "lid";

  /** When somebody logged in, in milliseconds; session tokens keep that of the login. */
  static final String LOGIN_START = "lms";

  static final String SESSION = "sid";
  static final String AGENT = "agent";

  /** When it was issued, in milliseconds: {@code iat} has seconds, in which much can happen. */
  static final String ISSUED_AT = "iat_ms";

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

  /** For somebody who has just logged in. */
  public Token forUser(String userId) {
    Instant now = clock.instant();
    String id = UUID.randomUUID().toString();
    Login login = new Login(id, userId, now, now.plus(properties.lifetime()));
    return sign(claims(TokenKind.USER, login, now));
  }

  /** Under a login, and with the session's agent, so that no turn has to look it up. */
  public Token forSession(Login login, String sessionId, String agent) {
    return sign(
        claims(TokenKind.SESSION, login, clock.instant())
            .claim(SESSION, sessionId)
            .claim(AGENT, agent));
  }

  private JWTClaimsSet.Builder claims(TokenKind kind, Login login, Instant now) {
    Instant second = now.truncatedTo(ChronoUnit.SECONDS);
    Instant end = second.plus(properties.lifetime());
    return new JWTClaimsSet.Builder()
        .jwtID(UUID.randomUUID().toString())
        .issuer(properties.issuer())
        .audience(AUDIENCE)
        .subject(login.userId())
        .claim(KIND, kind.claim())
        .claim(LOGIN, login.id())
        .claim(LOGIN_START, login.startedAt().toEpochMilli())
        .claim(ISSUED_AT, now.toEpochMilli())
        .issueTime(Date.from(second))
        .expirationTime(Date.from(end.isBefore(login.expiresAt()) ? end : login.expiresAt()));
  }

  private Token sign(JWTClaimsSet.Builder claims) {
    JWTClaimsSet set = claims.build();
    SignedJWT jwt = new SignedJWT(header, set);
    try {
      jwt.sign(signer);
    } catch (JOSEException e) {
      throw new IllegalStateException("An HMAC over memory can't fail.", e);
    }
    Instant expiry = set.getExpirationTime().toInstant().truncatedTo(ChronoUnit.SECONDS);
    return new Token(jwt.serialize(), "bearer", expiry);
  }
}

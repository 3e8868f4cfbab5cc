package dev.turnpike.ingress.tokens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.security.oauth2.jwt.JwtException;

/** Tokens that were not made here, or not so. Each differs from a good one in one thing. */
class TokenForgeryTest {
  private static final String SECRET = "0123456789abcdef0123456789abcdef";
  private static final String OTHER = "another secret that is long enough";
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678Z");
  private static final Login LOGIN = new Login("l", "u", NOW, NOW.plus(Duration.ofDays(30)));

  private final TokenDecoder decoder = decoder(SECRET, NOW);

  @Test
  void aGoodOneCounts() throws Exception {
    CallerToken user = decoder.decode(issuer(SECRET).forUser("u").accessToken());
    assertThat(user.getPrincipal()).isEqualTo(new Caller.User("u"));
    assertThat(user.issuedAt()).isEqualTo(NOW);

    CallerToken session =
        decoder.decode(issuer(SECRET).forSession(LOGIN, "s", "poet").accessToken());
    assertThat(session.getPrincipal()).isEqualTo(new Caller.Session("u", "s", "poet"));
    assertThat(session.login()).extracting(Login::id).isEqualTo("l");
    decoder.decode(changed(claims -> claims));
  }

  @Test
  void everyLoginIsAnotherOneAndEveryTokenHasAName() throws Exception {
    JWTClaimsSet one = claims(issuer(SECRET).forUser("u"));
    JWTClaimsSet two = claims(issuer(SECRET).forUser("u"));
    assertThat(one.getJWTID()).isNotBlank().isNotEqualTo(two.getJWTID());
    assertThat(one.getStringClaim("lid")).isNotBlank().isNotEqualTo(two.getStringClaim("lid"));
  }

  @Test
  void aSessionTokenIsNotGoodForLongerThanItsLogin() {
    Instant soon = NOW.plusSeconds(100);
    Login ending = new Login("l", "u", NOW, soon);
    assertThat(issuer(SECRET).forSession(ending, "s", "a").expiresAt())
        .isBetween(soon.minusSeconds(1), soon);
  }

  @Test
  void aTokenMadeLaterSaysWhenItsLoginStarted() {
    String user = issuer(SECRET).forUser("u").accessToken();
    Instant later = NOW.plus(Duration.ofHours(1));
    TokenIssuer renewing = new TokenIssuer(properties(SECRET, List.of()), clock(later));
    Login login = Objects.requireNonNull(decoder.decode(user).login());
    CallerToken session = decoder.decode(renewing.forSession(login, "s", "poet").accessToken());
    assertThat(session.issuedAt()).isEqualTo(later);
    assertThat(session.login()).extracting(Login::startedAt).isEqualTo(NOW);
  }

  @Test
  void whatAPreviousSecretSignedStillCountsAndNothingElseDoes() {
    String old = issuer(OTHER).forUser("u").accessToken();
    decoder(List.of(OTHER), NOW).decode(old);
    refused(decoder, old);
    assertThat(headerOf(issuer(SECRET).forUser("u").accessToken()).getKeyID())
        .isEqualTo(TokenKey.of(SECRET).getKeyID());
  }

  @Test
  void aSignatureOfAnotherKey() throws Exception {
    String keyId = TokenKey.of(SECRET).getKeyID();
    refused(decoder, signed(header(keyId), OTHER, claims -> claims));
  }

  @Test
  void aKeyThatIsNotNamedOrUnknown() throws Exception {
    refused(decoder, signed(header(null), SECRET, claims -> claims));
    refused(decoder, signed(header("000000000000"), SECRET, claims -> claims));
  }

  @Test
  void noSignature() {
    refused(decoder, new PlainJWT(good().build()).serialize());
    String[] parts = issuer(SECRET).forUser("u").accessToken().split("\\.", -1);
    refused(decoder, parts[0] + "." + parts[1] + ".");
  }

  @Test
  void anotherAlgorithm() throws Exception {
    JWSHeader header =
        new JWSHeader.Builder(JWSAlgorithm.HS512)
            .type(JOSEObjectType.JWT)
            .keyID(TokenKey.of(SECRET).getKeyID())
            .build();
    String longer = SECRET + SECRET;
    SignedJWT jwt = new SignedJWT(header, good().build());
    jwt.sign(new MACSigner(longer));
    refused(decoder(longer, NOW), jwt.serialize());
  }

  @Test
  void anotherType() throws Exception {
    JWSHeader header =
        new JWSHeader.Builder(TokenKey.ALGORITHM)
            .type(new JOSEObjectType("at+jwt"))
            .keyID(TokenKey.of(SECRET).getKeyID())
            .build();
    refused(decoder, signed(header, SECRET, claims -> claims));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"iss", "aud", "sub", "exp", "jti", "kind", "lid", "lms", "sid", "agent", "iat_ms"})
  void aClaimThatIsMissing(String name) throws Exception {
    refused(decoder, changed(claims -> without(claims, name)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"iss", "aud", "kind", "iat_ms", "lid", "lms", "sid"})
  void aClaimThatSaysSomethingElse(String name) throws Exception {
    Object other = name.equals("lid") || name.equals("sid") ? List.of("x") : "other";
    refused(decoder, changed(claims -> claims.claim(name, other)));
  }

  @Test
  void anApiKeyIsNotSigned() throws Exception {
    refused(decoder, changed(claims -> claims.claim("kind", "api_key")));
  }

  @Test
  void timesThatAreOverOrNotYet() throws Exception {
    String expired =
        changed(
            claims ->
                claims
                    .issueTime(Date.from(NOW.minusSeconds(9)))
                    .expirationTime(Date.from(NOW.minusSeconds(1))));
    assertThatThrownBy(() -> decoder.decode(expired)).hasMessageContaining("expired");
    refused(decoder, changed(claims -> claims.notBeforeTime(Date.from(NOW.plusSeconds(2)))));
  }

  @Test
  void aShorterLifetimeCountsForOlderTokensToo() {
    String token = issuer(SECRET).forUser("u").accessToken();
    decoder(SECRET, NOW.plus(Duration.ofDays(29))).decode(token);
    TokenProperties shorter =
        new TokenProperties(SECRET, List.of(), "turnpike", Duration.ofDays(1));
    TokenDecoder strict = new TokenDecoder(shorter, clock(NOW.plus(Duration.ofDays(2))));
    refused(strict, token);
  }

  private static void refused(TokenDecoder decoder, String token) {
    assertThatThrownBy(() -> decoder.decode(token)).isInstanceOf(JwtException.class);
  }

  private static String changed(UnaryOperator<JWTClaimsSet.Builder> change) throws JOSEException {
    return signed(header(TokenKey.of(SECRET).getKeyID()), SECRET, change);
  }

  private static String signed(
      JWSHeader header, String secret, UnaryOperator<JWTClaimsSet.Builder> change)
      throws JOSEException {
    SignedJWT jwt = new SignedJWT(header, change.apply(good()).build());
    jwt.sign(new MACSigner(secret.getBytes(StandardCharsets.UTF_8)));
    return jwt.serialize();
  }

  private static JWSHeader header(@Nullable String keyId) {
    return new JWSHeader.Builder(TokenKey.ALGORITHM).type(JOSEObjectType.JWT).keyID(keyId).build();
  }

  private static JWTClaimsSet.Builder good() {
    return new JWTClaimsSet.Builder(claims(issuer(SECRET).forSession(LOGIN, "s", "poet")));
  }

  private static JWTClaimsSet.Builder without(JWTClaimsSet.Builder claims, String name) {
    return claims.claim(name, null);
  }

  private static JWTClaimsSet claims(Token token) {
    try {
      return SignedJWT.parse(token.accessToken()).getJWTClaimsSet();
    } catch (ParseException e) {
      throw new IllegalStateException(e);
    }
  }

  private static JWSHeader headerOf(String token) {
    try {
      return SignedJWT.parse(token).getHeader();
    } catch (ParseException e) {
      throw new IllegalStateException(e);
    }
  }

  private static TokenIssuer issuer(String secret) {
    return new TokenIssuer(properties(secret, List.of()), clock(NOW));
  }

  private static TokenDecoder decoder(String secret, Instant now) {
    return new TokenDecoder(properties(secret, List.of()), clock(now));
  }

  private static TokenDecoder decoder(List<String> previous, Instant now) {
    return new TokenDecoder(properties(SECRET, previous), clock(now));
  }

  private static TokenProperties properties(String secret, List<String> previous) {
    return new TokenProperties(secret, previous, "turnpike", Duration.ofDays(30));
  }

  private static Clock clock(Instant now) {
    return Clock.fixed(now, ZoneOffset.UTC);
  }
}

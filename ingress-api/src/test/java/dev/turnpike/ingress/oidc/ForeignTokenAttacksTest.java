package dev.turnpike.ingress.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import dev.turnpike.ingress.problem.Problem;
import dev.turnpike.ingress.tokens.ForeignTokens.Foreign;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.jwt.JwtException;

/** What is not an access token of the issuer for us, each in one way. */
class ForeignTokenAttacksTest {
  private static LocalIssuer issuer;
  private IssuerTokens tokens;

  @BeforeAll
  static void start() {
    issuer = new LocalIssuer();
  }

  @AfterAll
  static void stop() {
    issuer.close();
  }

  @BeforeEach
  void read() {
    issuer.published = List.of(issuer.rsa, issuer.ec);
    issuer.saidIssuer = null;
    tokens = tokens(Clock.systemUTC());
  }

  @Test
  void goodOnesCount() {
    Foreign ada = tokens.check(issuer.token("ada"));
    assertThat(ada.userId())
        .startsWith("oidc-")
        .isEqualTo(tokens.check(issuer.token("ada")).userId());
    assertThat(ada.loginId()).isEqualTo(tokens.check(issuer.token("ada")).loginId());
    assertThat(tokens.check(issuer.token("bob")).userId()).isNotEqualTo(ada.userId());
    String curve =
        issuer.signed(
            LocalIssuer.header(JWSAlgorithm.ES256, "ec-1", "JWT"), issuer.ec, c -> c, "ada");
    assertThat(tokens.check(curve).userId()).isEqualTo(ada.userId());
    assertThat(tokens.isFor(curve)).isTrue();
  }

  @Test
  void usersOfTwoIssuersNeverCollide() {
    assertThat(new ExternalIds("https://a").user("ada"))
        .isNotEqualTo(new ExternalIds("https://b").user("ada"))
        .isNotEqualTo(new ExternalIds("https://a").login("login", "ada"));
    assertThat(new ExternalIds("https://a").user("b\nc"))
        .isNotEqualTo(new ExternalIds("https://a\nuser\nb").user("c"));
  }

  @Test
  void aTokenWithoutALoginIsALoginOfItsOwn() {
    UnaryOperator<JWTClaimsSet.Builder> nameless = claims -> claims.claim("sid", null);
    String one = tokens.check(issuer.token("ada", nameless)).loginId();
    assertThat(tokens.check(issuer.token("ada", nameless)).loginId()).isNotEqualTo(one);
    String bare = issuer.token("ada", c -> nameless.apply(c).jwtID(null));
    assertThat(tokens.check(bare).loginId()).isEqualTo(tokens.check(bare).loginId());
  }

  @Nested
  class KeyConfusion {
    /** The public key, which everybody has, as the secret of an HMAC. */
    @Test
    void isRefused() throws Exception {
      for (byte[] secret :
          List.of(
              issuer.rsa.toRSAPublicKey().getEncoded(),
              issuer.rsa.toPublicJWK().toJSONString().getBytes(StandardCharsets.UTF_8))) {
        SignedJWT jwt =
            new SignedJWT(
                LocalIssuer.header(JWSAlgorithm.HS256, "rsa-1", "at+jwt"),
                issuer.claims("ada").build());
        jwt.sign(new MACSigner(secret));
        refused(jwt.serialize());
      }
    }
  }

  @Nested
  class AlgorithmNone {
    @Test
    void isRefused() {
      refused(new PlainJWT(issuer.claims("ada").build()).serialize());
      String token = issuer.token("ada");
      refused(token.substring(0, token.lastIndexOf('.') + 1));
    }
  }

  @Nested
  class OtherAlgorithmOfTheSameKey {
    @Test
    void isRefused() {
      for (JWSAlgorithm algorithm : List.of(JWSAlgorithm.RS512, JWSAlgorithm.PS256)) {
        refused(
            issuer.signed(
                LocalIssuer.header(algorithm, "rsa-1", "at+jwt"), issuer.rsa, c -> c, "ada"));
      }
    }
  }

  @Nested
  class WrongKey {
    @Test
    void isRefused() {
      RSAKey own = LocalIssuer.rsa("rsa-1", 2_048);
      refused(signedBy(own, "rsa-1"));
      refused(signedBy(issuer.rsa, "ec-1"));
      refused(signedBy(issuer.rsa, null));
    }

    @Test
    void isRefusedWhenTheIssuerDoesNotHaveIt() {
      refused(signedBy(LocalIssuer.rsa("rsa-2", 2_048), "rsa-2"));
    }

    @Test
    void isRefusedWhenItIsTooShort() {
      RSAKey weak = LocalIssuer.rsa("weak", 1_024);
      issuer.published = List.of(issuer.rsa, weak);
      refused(signedBy(weak, "weak"));
    }

    private String signedBy(RSAKey key, @Nullable String keyId) {
      return issuer.signed(
          LocalIssuer.header(JWSAlgorithm.RS256, keyId, "at+jwt"), key, c -> c, "ada");
    }
  }

  @Nested
  class WrongAudience {
    @Test
    void isRefused() {
      refused(issuer.token("ada", claims -> claims.audience("another-service")));
      refused(issuer.token("ada", claims -> claims.audience((String) null)));
      tokens.check(issuer.token("ada", c -> c.audience(List.of("other", LocalIssuer.AUDIENCE))));
    }
  }

  @Nested
  class WrongIssuer {
    @Test
    void isRefused() {
      String other = issuer.token("ada", claims -> claims.issuer("https://elsewhere.example"));
      assertThat(tokens.isFor(other)).isFalse();
      refused(other);
      refused(issuer.token("ada", claims -> claims.issuer(null)));
      refused(issuer.token("ada", claims -> claims.issuer(issuer.url() + "/")));
    }

    /** A discovery document that was put in another one's place. */
    @Test
    void isNotBelievedInTheDiscoveryDocument() {
      issuer.saidIssuer = "https://elsewhere.example";
      assertThatThrownBy(() -> tokens(Clock.systemUTC()).check(issuer.token("ada")))
          .isInstanceOfSatisfying(
              Problem.class, problem -> assertThat(problem.status().value()).isEqualTo(503));
    }
  }

  @Nested
  class WrongType {
    /** What tells a client who logged in, or is only good for getting new tokens. */
    @Test
    void isRefused() {
      for (String type : List.of("id+jwt", "logout+jwt", "secevent+jwt")) {
        refused(
            issuer.signed(
                LocalIssuer.header(JWSAlgorithm.RS256, "rsa-1", type), issuer.rsa, c -> c, "ada"));
      }
      refused(issuer.token("ada", claims -> claims.claim("typ", "ID")));
      refused(issuer.token("ada", claims -> claims.claim("typ", "Refresh")));
      tokens.check(issuer.token("ada", claims -> claims.claim("typ", "Bearer")));
    }
  }

  @Nested
  class WrongTime {
    private final Instant now = Instant.now();

    @Test
    void isRefused() {
      refused(issuer.token("ada", c -> c.expirationTime(null)));
      refused(issuer.token("ada", c -> c.issueTime(null)));
      refused(issuer.token("ada", c -> c.notBeforeTime(Date.from(now.plusSeconds(120)))));
      refused(
          issuer.token(
              "ada",
              c ->
                  c.issueTime(Date.from(now.plusSeconds(120)))
                      .expirationTime(Date.from(now.plusSeconds(240)))));
    }

    @Test
    void isExpired() {
      String token = issuer.token("ada");
      Clock later = Clock.fixed(now.plus(Duration.ofMinutes(6)), ZoneOffset.UTC);
      assertThatThrownBy(() -> tokens(later).check(token)).hasMessageContaining("expired");
    }
  }

  @Nested
  class NoSubject {
    @Test
    void isRefused() {
      refused(issuer.token("ada", claims -> claims.subject(null)));
      refused(issuer.token("ada", claims -> claims.subject("")));
    }
  }

  private void refused(String token) {
    assertThatThrownBy(() -> tokens.check(token)).isInstanceOf(JwtException.class);
  }

  private static IssuerTokens tokens(Clock clock) {
    OidcProperties properties =
        new OidcProperties(issuer.url(), LocalIssuer.AUDIENCE, "sub", "sid");
    return new IssuerTokens(
        properties, new IssuerKeys(new IssuerDocuments(issuer.url()), clock), clock);
  }
}

package dev.turnpike.ingress.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import dev.turnpike.ingress.problem.Problem;
import dev.turnpike.platform.StartRefused;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IssuerKeysTest {
  private final FakeSource source = new FakeSource();
  private final ManualClock clock = new ManualClock();
  private final IssuerKeys keys = new IssuerKeys(source, clock);

  private static final class FakeSource implements IssuerKeys.Source {
    private List<JWK> published = List.of();
    private int reads;
    private boolean away;
    private boolean bug;

    @Override
    public JWKSet keys() throws IOException {
      reads++;
      if (bug) {
        throw new IllegalArgumentException("nobody thought of this");
      }
      if (away) {
        throw new IOException("away");
      }
      return new JWKSet(published);
    }
  }

  private static final class ManualClock extends Clock {
    private Instant now = Instant.parse("2026-01-02T03:04:05Z");

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  @Test
  void aNewKeyIsFoundAtOnceAndUnknownOnesAreNotAskedForOften() {
    source.published = List.of(LocalIssuer.rsa("one", 2_048));
    assertThat(named("one")).hasSize(1);
    for (int i = 0; i < 100; i++) {
      assertThat(named("made up " + i)).isEmpty();
    }
    assertThat(source.reads).isEqualTo(1);

    source.published = List.of(LocalIssuer.rsa("two", 2_048));
    clock.now = clock.now.plus(IssuerKeys.PAUSE);
    assertThat(named("two")).hasSize(1);
    assertThat(named("one")).as("what the issuer has withdrawn").isEmpty();
    assertThat(source.reads).isEqualTo(2);
  }

  @Test
  void whileTheIssuerIsAwayItsKeysStayInForce() {
    source.published = List.of(LocalIssuer.rsa("one", 2_048));
    keys.requireSettled("one");
    source.away = true;
    clock.now = clock.now.plus(Duration.ofDays(1));
    assertThat(keys.look()).isFalse();
    assertThat(named("one")).hasSize(1);
  }

  @Test
  void beforeTheyWereEverReadNothingIsKnown() {
    source.away = true;
    for (int i = 0; i < 3; i++) {
      assertUnsettled("one");
    }
    assertThat(source.reads).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://issuer.example",
        "issuer.example",
        "https://issuer.example?x=y",
        "https://issuer.example#x",
        "http://127.0.0.1.example",
        "https://a b"
      })
  void issuersThatCantBeTrustedAreRefused(String issuer) {
    assertThatThrownBy(() -> new OidcProperties(issuer, "a", "sub", "sid"))
        .isInstanceOf(StartRefused.class)
        .hasMessageContaining("TURNPIKE_OIDC_ISSUER");
  }

  @Test
  void anAudienceIsNeeded() {
    assertThat(new OidcProperties("", "", "sub", "sid").isOn()).isFalse();
    assertThat(new OidcProperties("https://issuer.example/a", "a", "sub", "sid").isOn()).isTrue();
    assertThatThrownBy(() -> new OidcProperties("https://issuer.example", "", "sub", "sid"))
        .isInstanceOf(StartRefused.class)
        .hasMessageContaining("TURNPIKE_OIDC_AUDIENCE");
  }

  /** Whoever has a good token must not be told that it is none. */
  @Test
  void aNewKeyIsNoUnknownKeyWhileNobodyMayLook() {
    source.published = List.of(LocalIssuer.rsa("one", 2_048));
    keys.requireSettled("made up"); // It was looked for.
    source.published = List.of(LocalIssuer.rsa("two", 2_048));
    clock.now = clock.now.plusSeconds(1);
    assertUnsettled("two");
    keys.requireSettled("one");

    clock.now = clock.now.plus(IssuerKeys.PAUSE);
    keys.requireSettled("two");
    assertThat(named("two")).hasSize(1);
  }

  @Test
  void aSetWithoutAUsableKeyReplacesNoGoodOne() {
    source.published = List.of(LocalIssuer.rsa("one", 2_048));
    assertThat(keys.look()).isTrue();
    for (List<JWK> bad : List.of(List.<JWK>of(), List.<JWK>of(LocalIssuer.rsa("weak", 1_024)))) {
      source.published = bad;
      clock.now = clock.now.plus(IssuerKeys.PAUSE);
      assertThat(keys.look()).isFalse();
      assertThat(named("one")).hasSize(1);
    }
  }

  @Test
  void whateverFailsIsAnOutage() {
    source.bug = true;
    assertThat(keys.look()).isFalse();
  }

  private void assertUnsettled(String keyId) {
    assertThatThrownBy(() -> keys.requireSettled(keyId))
        .isInstanceOfSatisfying(
            Problem.class,
            problem -> {
              assertThat(problem.code()).isEqualTo("issuer_unavailable");
              assertThat(problem.headers().getFirst("Retry-After")).isEqualTo("10");
            });
  }

  private List<JWK> named(String id) {
    return keys.get(new JWKSelector(new JWKMatcher.Builder().keyID(id).build()), null);
  }
}

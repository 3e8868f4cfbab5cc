package dev.turnpike.ingress.tokens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.turnpike.platform.StartRefused;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class TokenPropertiesTest {
  private static final String SECRET = "0123456789abcdef0123456789abcdef";

  @Test
  void hasDefaultsAndHidesItsSecret() {
    TokenProperties properties =
        new Binder(
                new MapConfigurationPropertySource(
                    Map.of("turnpike.ingress.tokens.secret", SECRET)))
            .bindOrCreate("turnpike.ingress.tokens", TokenProperties.class);
    assertThat(properties.issuer()).isEqualTo("turnpike");
    assertThat(properties.lifetime()).isEqualTo(Duration.ofDays(30));
    assertThat(properties).asString().doesNotContain(SECRET);
  }

  @Test
  void refusesWhatCanBeGuessedOrNeverHolds() {
    for (String secret : new String[] {"", "short"}) {
      assertThatThrownBy(() -> new TokenProperties(secret, "i", Duration.ofDays(1)))
          .isInstanceOf(StartRefused.class)
          .hasMessageContaining("TURNPIKE_TOKEN_SECRET");
    }
    assertThatThrownBy(() -> new TokenProperties(SECRET, "i", Duration.ZERO))
        .isInstanceOf(StartRefused.class);
  }

  @Test
  void theKeysIdTellsSecretsApartAndNothingElse() {
    String id = TokenKey.of(SECRET).getKeyID();
    assertThat(TokenKey.of(SECRET).getKeyID()).isEqualTo(id);
    assertThat(TokenKey.of(SECRET + "x").getKeyID()).isNotEqualTo(id);
    assertThat(SECRET).doesNotContain(id);
  }
}

package dev.turnpike.ingress.tokens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.turnpike.platform.StartRefused;
import java.time.Duration;
import java.util.List;
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
    assertThat(properties.previousSecrets()).isEmpty();
    assertThat(properties.lifetime()).isEqualTo(Duration.ofDays(30));
    assertThat(properties).asString().doesNotContain(SECRET);
  }

  @Test
  void refusesWhatCanBeGuessedOrNeverHolds() {
    for (String secret : new String[] {"", "short"}) {
      assertThatThrownBy(() -> new TokenProperties(secret, List.of(), "i", Duration.ofDays(1)))
          .isInstanceOf(StartRefused.class)
          .hasMessageContaining("TURNPIKE_TOKEN_SECRET");
    }
    assertThatThrownBy(() -> new TokenProperties(SECRET, List.of(), "i", Duration.ZERO))
        .isInstanceOf(StartRefused.class);
  }

  @Test
  void previousSecretsAreAListOfSecretsThatAreAsGood() {
    TokenProperties properties =
        new Binder(
                new MapConfigurationPropertySource(
                    Map.of(
                        "turnpike.ingress.tokens.secret",
                        SECRET,
                        "turnpike.ingress.tokens.previous-secrets",
                        SECRET + "1, " + SECRET + "2,")))
            .bindOrCreate("turnpike.ingress.tokens", TokenProperties.class);
    assertThat(properties.previousSecrets()).containsExactly(SECRET + "1", SECRET + "2");
    assertThat(properties).asString().doesNotContain(SECRET);
    assertThatThrownBy(() -> new TokenProperties(SECRET, List.of("short"), "i", Duration.ofDays(1)))
        .isInstanceOf(StartRefused.class)
        .hasMessageContaining("TURNPIKE_TOKEN_PREVIOUS_SECRETS")
        .hasMessageContaining("5 bytes");
  }

  @Test
  void theKeysIdTellsSecretsApartAndNothingElse() {
    String id = TokenKey.of(SECRET).getKeyID();
    assertThat(TokenKey.of(SECRET).getKeyID()).isEqualTo(id);
    assertThat(TokenKey.of(SECRET + "x").getKeyID()).isNotEqualTo(id);
    assertThat(SECRET).doesNotContain(id);
  }
}

package dev.turnpike.ingress.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.turnpike.platform.StartRefused;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CorsPropertiesTest {
  @Test
  void allowsWhatIsNamedExactly() {
    CorsProperties properties =
        new CorsProperties(List.of(" https://chat.example.com", "", "http://[::1]:3000"));
    assertThat(properties.origins()).hasSize(2);
    assertThat(properties.allows("https://chat.example.com")).isTrue();
    assertThat(properties.allows("http://[::1]:3000")).isTrue();
    assertThat(properties.allows("https://example.com")).isFalse();
    assertThat(new CorsProperties(List.of()).allows("https://chat.example.com")).isFalse();
    assertThat(new CorsProperties(List.of("*")).allows("https://any.example")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "chat.example.com",
        "https://chat.example.com/",
        "https://chat.example.com/app",
        "https://Chat.example.com",
        "https://*.example.com",
        "https://user@example.com",
        "null",
        "ftp://example.com",
        "https://"
      })
  void refusesWhatNoBrowserSends(String origin) {
    assertThatThrownBy(() -> new CorsProperties(List.of(origin)))
        .isInstanceOf(StartRefused.class)
        .hasMessageContaining("TURNPIKE_CORS_ORIGINS names \"%s\"".formatted(origin));
  }
}

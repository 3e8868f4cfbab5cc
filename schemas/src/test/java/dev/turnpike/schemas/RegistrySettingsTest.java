package dev.turnpike.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RegistrySettingsTest {

  private static final String URL = "schema.registry.url";

  @Test
  void defaults() {
    assertThat(RegistrySettings.of("http://localhost:8081"))
        .isEqualTo(
            new RegistrySettings(
                List.of(URI.create("http://localhost:8081")),
                null,
                null,
                false,
                Duration.ofSeconds(10),
                3,
                Duration.ofMillis(200),
                Duration.ofSeconds(5),
                TlsFiles.none()));
  }

  @Test
  void confluentsPropertyNames() {
    assertThat(
            RegistrySettings.of(
                Map.of(
                    URL,
                    "https://a:1/prefix/, http://b",
                    "basic.auth.user.info",
                    "me:secret",
                    "auto.register.schemas",
                    true,
                    "http.read.timeout.ms",
                    500,
                    "max.retries",
                    "0",
                    "retries.wait.ms",
                    "10",
                    "retries.max.wait.ms",
                    20L,
                    "bootstrap.servers",
                    "ignored:9092")))
        .isEqualTo(
            new RegistrySettings(
                List.of(URI.create("https://a:1/prefix"), URI.create("http://b")),
                "me:secret",
                null,
                true,
                Duration.ofMillis(500),
                0,
                Duration.ofMillis(10),
                Duration.ofMillis(20),
                TlsFiles.none()));
    assertThat(RegistrySettings.of(Map.of(URL, "http://a", "bearer.auth.token", "t")).bearerToken())
        .isEqualTo("t");
  }

  @Test
  void emptyMeansAbsent() {
    RegistrySettings settings =
        RegistrySettings.of(
            Map.of(URL, "http://a", "basic.auth.user.info", "", "bearer.auth.token", " "));
    assertThat(settings.basicAuthUserInfo()).isNull();
    assertThat(settings.bearerToken()).isNull();
  }

  @Test
  void secretsInTheUrlAreUsedAndNotShown() {
    RegistrySettings settings = RegistrySettings.of("http://me:secret@a:1/x");
    assertThat(settings.basicAuthUserInfo()).isEqualTo("me:secret");
    assertThat(settings.urls()).containsExactly(URI.create("http://a:1/x"));
    assertThat(settings.toString()).doesNotContain("secret");
  }

  @Test
  void impossibleSettingsAreExplained() {
    refused(Map.of(), "set schema.registry.url (SCHEMA_REGISTRY_URL)");
    refused(Map.of(URL, "localhost:8081"), "must look like http://host:port");
    refused(Map.of(URL, "http://a b"), "must look like http://host:port");
    refused(Map.of(URL, "http://a", "basic.auth.user.info", "me"), "the form user:password");
    refused(Map.of(URL, "http://a", "max.retries", "-1"), "max.retries must not be negative");
    refused(Map.of(URL, "http://a", "max.retries", "many"), "must be a whole number, not many");
    refused(
        Map.of(URL, "http://a", "basic.auth.user.info", "a:b", "bearer.auth.token", "t"),
        "set one");
  }

  private static void refused(Map<String, ?> properties, String message) {
    assertThatThrownBy(() -> RegistrySettings.of(properties))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }
}

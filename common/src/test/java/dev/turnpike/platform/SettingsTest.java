package dev.turnpike.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class SettingsTest {
  @Test
  void kafkaTakesAListAndFurtherClientProperties() {
    KafkaProperties kafka =
        bind(
            KafkaProperties.class,
            "turnpike.kafka",
            Map.of(
                "turnpike.kafka.bootstrap-servers",
                " a:9092, [::1]:9093 ",
                "turnpike.kafka.properties.[security.protocol]",
                "SSL"));

    assertThat(kafka.servers()).containsExactly("a:9092", "[::1]:9093");
    assertThat(kafka.properties()).containsExactly(Map.entry("security.protocol", "SSL"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''              | KAFKA_BOOTSTRAP_SERVERS is not set: set it
          http://kafka    | KAFKA_BOOTSTRAP_SERVERS is "http://kafka", but "http://kafka" is not host:port
          a:9092,b        | KAFKA_BOOTSTRAP_SERVERS is "a:9092,b", but "b" is not host:port
          a:99999         | KAFKA_BOOTSTRAP_SERVERS is "a:99999", but "a:99999" is not host:port
          """)
  void kafkaRefusesWhatIsNoAddress(String servers, String sentence) {
    assertThatThrownBy(() -> new KafkaProperties(servers, Map.of()))
        .isInstanceOf(StartRefused.class)
        .hasMessageStartingWith(sentence);
  }

  @Test
  void registryHasDefaults() {
    RegistryProperties registry =
        bind(
            RegistryProperties.class,
            "turnpike.registry",
            Map.of("turnpike.registry.url", "https://a:8081,https://b/prefix/"));

    assertThat(registry.settings().urls())
        .containsExactly(URI.create("https://a:8081"), URI.create("https://b/prefix"));
    assertThat(registry.autoRegister()).isFalse();
    assertThat(registry.requestTimeout()).isEqualTo(Duration.ofSeconds(2));
    assertThat(registry.basicAuthUserInfo()).isEmpty();
    assertThat(registry.bearerToken()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''                     | ''   | SCHEMA_REGISTRY_URL is not set
          localhost:8081         | ''   | SCHEMA_REGISTRY_URL is "localhost:8081", but
          ftp://u:secret@host    | ''   | SCHEMA_REGISTRY_URL is "ftp://***@host", but
          http://host            | user | SCHEMA_REGISTRY_BASIC_AUTH_USER_INFO has no colon
          """)
  void registryRefusesWhatItCannotUse(String url, String userInfo, String sentence) {
    assertThatThrownBy(
            () ->
                new RegistryProperties(url, userInfo, "", false, Duration.ofSeconds(1), "", "", ""))
        .isInstanceOf(StartRefused.class)
        .hasMessageStartingWith(sentence);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          https://a,http://b | ''    | ''    | which has addresses with TLS and without
          http://a           | a.pem | ''    | which has no TLS: write https://
          https://a          | ''    | a.pem | a client certificate needs both
          https://a          | a.pem | ''    | The file a.pem can't be read
          """)
  void registryRefusesHalfATlsSetup(String url, String ca, String key, String sentence) {
    assertThatThrownBy(
            () -> new RegistryProperties(url, "", "", false, Duration.ofSeconds(1), ca, "", key))
        .isInstanceOf(StartRefused.class)
        .hasMessageContaining(sentence);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''                                         | DATABASE_URL is not set
          postgres://u:secret@host/db                | DATABASE_URL is "postgres://***@host/db", which is not a JDBC URL
          jdbc:mysql://host/db?user=a&password=secret | DATABASE_URL is "jdbc:mysql://host/db?user=a&password=***", which
          """)
  void databaseRefusesWhatIsNotPostgres(String url, String sentence) {
    assertThatThrownBy(() -> new DatabaseProperties(url, "u", "p", true))
        .isInstanceOf(StartRefused.class)
        .hasMessageStartingWith(sentence);
  }

  @Test
  void settingsPrintedKeepTheirSecrets() {
    assertThat(
            new DatabaseProperties("jdbc:postgresql://h/db?password=secret", "u", "secret", true))
        .asString()
        .doesNotContain("secret");
    assertThat(
            new RegistryProperties(
                "http://u:secret@host", "u:secret", "", true, Duration.ofSeconds(1), "", "", ""))
        .asString()
        .doesNotContain("secret");
  }

  @Test
  void startHasPatienceByDefault() {
    assertThat(bind(StartupProperties.class, "turnpike.startup", Map.of()).patience())
        .isEqualTo(Duration.ofSeconds(10));
    assertThatThrownBy(() -> new StartupProperties(Duration.ofSeconds(-1)))
        .isInstanceOf(StartRefused.class);
  }

  private static <T> T bind(Class<T> type, String prefix, Map<String, String> values) {
    return new Binder(new MapConfigurationPropertySource(values)).bindOrCreate(prefix, type);
  }
}

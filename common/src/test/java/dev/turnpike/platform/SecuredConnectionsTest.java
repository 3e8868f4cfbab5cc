package dev.turnpike.platform;

import static dev.turnpike.testing.SecuredPlatform.PASSWORD;
import static dev.turnpike.testing.SecuredPlatform.USER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.turnpike.embedded.broker.EmbeddedBroker;
import dev.turnpike.embedded.broker.SecuredListener;
import dev.turnpike.embedded.registry.EmbeddedRegistry;
import dev.turnpike.embedded.registry.RegistryAccess;
import dev.turnpike.testing.SecuredPlatform;
import dev.turnpike.testing.TestAuthority;
import dev.turnpike.testing.TestAuthority.Identity;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a service that starts says to servers with TLS and logins, and to those it does not fit. */
class SecuredConnectionsTest {
  private static final Patience NONE = Patience.of(Duration.ZERO);

  @TempDir private static Path folder;
  private static SecuredPlatform platform;
  private static TestAuthority stranger;

  @BeforeAll
  static void start() {
    platform = new SecuredPlatform(folder.resolve("platform"));
    stranger = TestAuthority.in(folder.resolve("stranger"));
  }

  @AfterAll
  static void stop() throws Exception {
    platform.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"SCRAM-SHA-512", "PLAIN"})
  void kafkaTakesAPassword(String mechanism) {
    accepted(platform.scramBroker(), platform.sasl(mechanism, PASSWORD));
    refused(platform.scramBroker(), platform.sasl(mechanism, "wrong"))
        .contains("the broker refuses the credentials")
        .endsWith("check user and password in TURNPIKE_KAFKA_PROPERTIES_SASL_JAAS_CONFIG.")
        .doesNotContain("wrong\"");
  }

  @Test
  void kafkaTakesACertificate() {
    accepted(platform.mutualBroker(), platform.mutual());
    refused(platform.mutualBroker(), platform.trusting())
        .contains("it wants a client certificate and got none")
        .contains("set TURNPIKE_KAFKA_PROPERTIES_SSL_KEYSTORE_LOCATION");
    Map<String, String> strange = new HashMap<>(platform.mutual());
    strange.put("ssl.keystore.location", stranger.issue("someone").both().toString());
    refused(platform.mutualBroker(), strange).contains("client certificate");
  }

  @Test
  void kafkasOwnCertificateIsLookedAt() {
    Map<String, String> trusting = new HashMap<>(platform.sasl("PLAIN", PASSWORD));
    trusting.put("ssl.truststore.location", stranger.certificate().toString());
    refused(platform.scramBroker(), trusting)
        .contains("its certificate comes from an authority that is not trusted here")
        .contains("set TURNPIKE_KAFKA_PROPERTIES_SSL_TRUSTSTORE_LOCATION");
    trusting.put("ssl.truststore.location", folder.resolve("absent.pem").toString());
    refused(platform.scramBroker(), trusting)
        .startsWith("TURNPIKE_KAFKA_PROPERTIES_SSL_TRUSTSTORE_LOCATION is ")
        .contains("there is no such file");
    try (EmbeddedBroker expired = broker("expired", platform.authority().issueExpired("expired"));
        EmbeddedBroker elsewhere =
            broker("elsewhere", platform.authority().issueForHost("elsewhere", "kafka.example"))) {
      refused(expired, platform.trusting()).contains("its certificate is not valid today");
      refused(elsewhere, platform.trusting()).contains("its certificate is for another host");
    }
  }

  @Test
  void kafkasPortAndProtocolMustFit() {
    EmbeddedBroker broker = platform.scramBroker();
    refused(broker, Map.of())
        .contains(
            "it speaks TLS only, and TURNPIKE_KAFKA_PROPERTIES_SECURITY_PROTOCOL is PLAINTEXT");
    refused(broker.bootstrapServers(), platform.sasl("PLAIN", PASSWORD))
        .contains("it does not speak TLS on that port");
    refused(broker, platform.trusting())
        .contains("or only with those who log in")
        .contains("TURNPIKE_KAFKA_PROPERTIES_SECURITY_PROTOCOL, which is SSL");
    refused(platform.mutualBroker(), withKeys(platform.sasl("PLAIN", PASSWORD)))
        .contains("the broker wants no login on that port");
    refused(broker, platform.sasl("SCRAM-SHA-256", PASSWORD))
        .contains("the broker offers no login by SCRAM-SHA-256");
  }

  @Test
  void theRegistryTakesAPasswordOverTls() {
    String ca = platform.authority().certificate().toString();
    String login = USER + ":" + PASSWORD;
    String url = platform.registry().url();
    assertThatCode(() -> check(registry(url, login, "", ca)).run(NONE)).doesNotThrowAnyException();
    refusedByRegistry(registry(url, USER + ":wrong", "", ca))
        .contains("refuses the credentials with status 401")
        .contains("SCHEMA_REGISTRY_BASIC_AUTH_USER_INFO");
    refusedByRegistry(registry(url, login, "", stranger.certificate().toString()))
        .contains("an authority that is not trusted here: set SCHEMA_REGISTRY_SSL_CA");
    refusedByRegistry(registry(url.replace("https", "http"), login, "", ""))
        .contains("write https:// in the URL");
    assertThatThrownBy(() -> registry(url, login, "", folder.resolve("absent").toString()))
        .isInstanceOf(StartRefused.class)
        .hasMessageContaining("absent can't be read");
  }

  @Test
  void theRegistryTakesACertificateAndAToken() {
    TestAuthority authority = platform.authority();
    String ca = authority.certificate().toString();
    Identity client = platform.client();
    try (EmbeddedRegistry registry =
            EmbeddedRegistry.start(
                folder.resolve("mutual.journal"),
                0,
                new RegistryAccess(
                    authority.tls(authority.issue("registry")).context(), true, "Bearer token-1"));
        EmbeddedRegistry expired =
            EmbeddedRegistry.start(
                folder.resolve("expired.journal"),
                0,
                new RegistryAccess(
                    authority.tls(authority.issueExpired("old")).context(), false, null))) {
      RegistryProperties known =
          new RegistryProperties(
              registry.url(),
              "",
              "token-1",
              false,
              Duration.ofSeconds(2),
              ca,
              client.certificate().toString(),
              client.key().toString());
      assertThatCode(() -> check(known).run(NONE)).doesNotThrowAnyException();
      refusedByRegistry(registry(registry.url(), "", "token-1", ca))
          .contains(
              "it wants a client certificate and got none that it takes: set"
                  + " SCHEMA_REGISTRY_SSL_CERT");
      refusedByRegistry(registry(expired.url(), "", "", ca)).contains("is not valid today");
    }
  }

  @Test
  void postgresTakesACertificate() {
    assertThatCode(() -> new DatabaseCheck(database(platform.databaseUrl())).run(NONE))
        .doesNotThrowAnyException();
    String plain = platform.database().jdbcUrl();
    refusedByDatabase(plain + "?sslmode=disable")
        .contains("the server takes no connection without TLS");
    String trusting =
        plain + "?sslmode=verify-full&sslrootcert=" + platform.authority().certificate();
    refusedByDatabase(trusting)
        .contains(
            "it wants a client certificate and got none that it takes: set sslcert and sslkey");
    refusedByDatabase(plain + "?sslmode=verify-full&sslrootcert=" + stranger.certificate())
        .contains("an authority that is not trusted here: set sslrootcert");
    refusedByDatabase(plain + "?sslmode=verify-full&sslrootcert=" + folder.resolve("absent"))
        .contains("a file that it names can't be used");
    Identity other = platform.authority().issue("somebody-else");
    refusedByDatabase(
            trusting
                + "&pemKeyAlgorithm=EC&sslcert=%s&sslkey=%s"
                    .formatted(other.certificate(), other.key()))
        .contains("the client certificate has another name than the user \"" + USER + "\"");
    refusedByDatabase(platform.databaseUrl().replace("&pemKeyAlgorithm=EC", ""))
        .contains("pemKeyAlgorithm=EC");
  }

  private static EmbeddedBroker broker(String name, Identity identity) {
    return EmbeddedBroker.start(
        folder.resolve(name), new SecuredListener("SSL", platform.brokerTls(identity)), Map.of());
  }

  private static Map<String, String> withKeys(Map<String, String> properties) {
    Map<String, String> all = new HashMap<>(platform.mutual());
    all.putAll(properties);
    return all;
  }

  private static void accepted(EmbeddedBroker broker, Map<String, String> properties) {
    assertThatCode(() -> check(broker.securedBootstrapServers(), properties).run(NONE))
        .doesNotThrowAnyException();
  }

  private static AbstractStringAssert<?> refused(
      EmbeddedBroker broker, Map<String, String> properties) {
    return refused(broker.securedBootstrapServers(), properties);
  }

  private static AbstractStringAssert<?> refused(String servers, Map<String, String> properties) {
    return sentence(check(servers, properties));
  }

  private static AbstractStringAssert<?> refusedByRegistry(RegistryProperties properties) {
    return sentence(check(properties));
  }

  private static AbstractStringAssert<?> refusedByDatabase(String url) {
    return sentence(new DatabaseCheck(database(url)));
  }

  private static AbstractStringAssert<?> sentence(StartupCheck check) {
    try {
      check.run(NONE);
    } catch (StartRefused e) {
      return assertThat(e.sentence());
    } catch (Exception e) {
      throw new AssertionError("refused without a sentence", e);
    }
    throw new AssertionError("not refused");
  }

  private static KafkaCheck check(String servers, Map<String, String> properties) {
    KafkaProperties kafka = new KafkaProperties(servers, properties);
    return new KafkaCheck(kafka, new KafkaClients(kafka), "test");
  }

  private static RegistryCheck check(RegistryProperties properties) {
    return new RegistryCheck(properties);
  }

  private static RegistryProperties registry(String url, String login, String token, String ca) {
    return new RegistryProperties(url, login, token, false, Duration.ofSeconds(2), ca, "", "");
  }

  private static DatabaseProperties database(String url) {
    return new DatabaseProperties(url, USER, "", true);
  }
}

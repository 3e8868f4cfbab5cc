package dev.turnpike.testing;

import dev.turnpike.embedded.broker.EmbeddedBroker;
import dev.turnpike.embedded.broker.SecuredListener;
import dev.turnpike.embedded.postgres.DatabaseOptions;
import dev.turnpike.embedded.postgres.EmbeddedDatabase;
import dev.turnpike.embedded.postgres.PgvectorFiles;
import dev.turnpike.embedded.registry.EmbeddedRegistry;
import dev.turnpike.embedded.registry.RegistryAccess;
import dev.turnpike.testing.TestAuthority.Identity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;

/**
 * Servers as a careful operator sets them up, each with a certificate of the same authority: those
 * that are asked for are started, all stop at the end.
 */
public final class SecuredPlatform implements AutoCloseable {

  public static final String USER = "turnpike-service";
  public static final String PASSWORD = "Kestrel-Umbrella-41";

  private final Path folder;
  private final TestAuthority authority;
  private final Identity server;
  private final Identity client;
  private final Lazy<EmbeddedBroker> scram = new Lazy<>(this::startScram);
  private final Lazy<EmbeddedBroker> mutual = new Lazy<>(this::startMutual);
  private final Lazy<EmbeddedRegistry> registry = new Lazy<>(this::startRegistry);
  private final Lazy<EmbeddedDatabase> database = new Lazy<>(this::startDatabase);

  public SecuredPlatform(Path folder) {
    this.folder = folder;
    this.authority = TestAuthority.in(folder.resolve("authority"));
    this.server = authority.issue("server");
    this.client = authority.issue(USER);
  }

  public TestAuthority authority() {
    return authority;
  }

  /** A client's certificate, with {@link #USER} as its name. */
  public Identity client() {
    return client;
  }

  /** A listener with TLS that takes {@link #USER} by SCRAM-SHA-512 and by PLAIN. */
  public EmbeddedBroker scramBroker() {
    return scram.get();
  }

  /** A listener with TLS that wants clients' certificates. */
  public EmbeddedBroker mutualBroker() {
    return mutual.get();
  }

  /** With TLS, for {@link #USER} and {@link #PASSWORD} alone. */
  public EmbeddedRegistry registry() {
    return registry.get();
  }

  /** With TLS alone; {@link #USER} logs in by the certificate. */
  public EmbeddedDatabase database() {
    return database.get();
  }

  /** Kafka's settings for {@link #scramBroker}. */
  public Map<String, String> sasl(String mechanism, String password) {
    String module = mechanism.equals("PLAIN") ? "plain.PlainLoginModule" : "scram.ScramLoginModule";
    Map<String, String> properties = new HashMap<>(trusting());
    properties.put("security.protocol", "SASL_SSL");
    properties.put("sasl.mechanism", mechanism);
    properties.put(
        "sasl.jaas.config",
        "org.apache.kafka.common.security.%s required username=\"%s\" password=\"%s\";"
            .formatted(module, USER, password));
    return properties;
  }

  /** Kafka's settings for {@link #mutualBroker}. */
  public Map<String, String> mutual() {
    Map<String, String> properties = new HashMap<>(trusting());
    properties.put("ssl.keystore.type", "PEM");
    properties.put("ssl.keystore.location", client.both().toString());
    return properties;
  }

  /** Kafka's settings for TLS without saying who one is. */
  public Map<String, String> trusting() {
    return Map.of(
        "security.protocol", "SSL",
        "ssl.truststore.type", "PEM",
        "ssl.truststore.location", authority.certificate().toString());
  }

  /** The address with all that TLS wants; no password. */
  public String databaseUrl() {
    return database().jdbcUrl()
        + "?sslmode=verify-full&sslrootcert=%s&sslcert=%s&sslkey=%s&pemKeyAlgorithm=EC"
            .formatted(authority.certificate(), client.certificate(), client.key());
  }

  /** The services' environment variables for the broker with a password, registry and database. */
  public Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>();
    environment.put("KAFKA_BOOTSTRAP_SERVERS", scramBroker().securedBootstrapServers());
    environment.putAll(kafkaVariables(sasl("SCRAM-SHA-512", PASSWORD)));
    environment.put("SCHEMA_REGISTRY_URL", registry().url());
    environment.put("SCHEMA_REGISTRY_SSL_CA", authority.certificate().toString());
    environment.put("SCHEMA_REGISTRY_BASIC_AUTH_USER_INFO", USER + ":" + PASSWORD);
    environment.put("DATABASE_URL", databaseUrl());
    environment.put("DATABASE_USER", USER);
    return environment;
  }

  /** Kafka's settings under the names of environment variables. */
  public static Map<String, String> kafkaVariables(Map<String, String> properties) {
    Map<String, String> variables = new HashMap<>();
    properties.forEach(
        (name, value) ->
            variables.put(
                "TURNPIKE_KAFKA_PROPERTIES_" + name.replace('.', '_').toUpperCase(Locale.ROOT),
                value));
    return variables;
  }

  @Override
  public void close() throws Exception {
    for (Lazy<?> part : new Lazy<?>[] {registry, database, scram, mutual}) {
      part.close();
    }
  }

  /** The properties of a broker's listener with this certificate. */
  public Map<String, String> brokerTls(Identity identity) {
    return Map.of(
        "ssl.keystore.type",
        "PEM",
        "ssl.keystore.location",
        identity.both().toString(),
        "ssl.truststore.type",
        "PEM",
        "ssl.truststore.location",
        authority.certificate().toString());
  }

  private EmbeddedBroker startScram() {
    Map<String, String> listener = new HashMap<>(brokerTls(server));
    listener.put("sasl.enabled.mechanisms", "SCRAM-SHA-512,PLAIN");
    listener.put(
        "plain.sasl.jaas.config",
        "org.apache.kafka.common.security.plain.PlainLoginModule required user_%s=\"%s\";"
            .formatted(USER, PASSWORD));
    listener.put(
        "scram-sha-512.sasl.jaas.config",
        "org.apache.kafka.common.security.scram.ScramLoginModule required;");
    EmbeddedBroker broker =
        EmbeddedBroker.start(
            folder.resolve("scram"), new SecuredListener("SASL_SSL", listener), Map.of());
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
      var scramPassword = new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, 4096);
      admin
          .alterUserScramCredentials(
              List.of(new UserScramCredentialUpsertion(USER, scramPassword, PASSWORD)))
          .all()
          .get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
    return broker;
  }

  private EmbeddedBroker startMutual() {
    Map<String, String> listener = new HashMap<>(brokerTls(server));
    listener.put("ssl.client.auth", "required");
    return EmbeddedBroker.start(
        folder.resolve("mutual"), new SecuredListener("SSL", listener), Map.of());
  }

  private EmbeddedRegistry startRegistry() {
    byte[] login = (USER + ":" + PASSWORD).getBytes(StandardCharsets.UTF_8);
    return EmbeddedRegistry.start(
        folder.resolve("registry.journal"),
        0,
        new RegistryAccess(
            authority.tls(server).context(),
            false,
            "Basic " + Base64.getEncoder().encodeToString(login)));
  }

  private EmbeddedDatabase startDatabase() {
    Path rules = folder.resolve("pg_hba.conf");
    try {
      Files.writeString(
          rules,
          """
          hostssl all turnpike 127.0.0.1/32 scram-sha-256
          hostssl all %s 127.0.0.1/32 cert
          """
              .formatted(USER));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    EmbeddedDatabase started =
        EmbeddedDatabase.start(
            DatabaseOptions.ephemeral(
                    folder.resolve("postgres"), PgvectorFiles.prepared(line -> {}))
                .with(
                    Map.of(
                        "ssl", "on",
                        "ssl_cert_file", server.certificate().toString(),
                        "ssl_key_file", server.key().toString(),
                        "ssl_ca_file", authority.certificate().toString(),
                        "hba_file", rules.toString())));
    try (Connection connection =
            DriverManager.getConnection(started.jdbcUrl(), started.user(), started.password());
        Statement statement = connection.createStatement()) {
      statement.execute("create role \"%s\" login".formatted(USER));
      statement.execute("grant create on database turnpike to \"%s\"".formatted(USER));
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return started;
  }
}

package dev.turnpike.operations;

import dev.turnpike.operations.console.Refusal;
import dev.turnpike.platform.KafkaProperties;
import dev.turnpike.platform.KafkaTrouble;
import dev.turnpike.schemas.RegistrySettings;
import dev.turnpike.schemas.TlsFiles;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * How the local run's own clients reach Kafka and the registry. Client properties such as {@code
 * security.protocol} come from the same environment variables as in the services.
 */
public record KafkaAddress(String bootstrapServers, Surroundings surroundings) {

  private static final String PROPERTY_PREFIX = "TURNPIKE_KAFKA_PROPERTIES_";
  static final int MOST_REPLICAS = 3;

  public Map<String, Object> properties() {
    Map<String, Object> properties = new HashMap<>();
    surroundings
        .variables()
        .forEach(
            (name, value) -> {
              if (name.startsWith(PROPERTY_PREFIX)) {
                properties.put(
                    name.substring(PROPERTY_PREFIX.length())
                        .toLowerCase(Locale.ROOT)
                        .replace('_', '.'),
                    value);
              }
            });
    properties.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    return properties;
  }

  /** A client that gives up soon: a person waits for it. */
  public Admin admin() {
    Map<String, Object> properties = properties();
    properties.putIfAbsent(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
    properties.putIfAbsent(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 15_000);
    requireFit();
    return Admin.create(properties);
  }

  /**
   * Asks before a client does, which could not tell.
   *
   * @throws Refusal when one side speaks TLS and the other does not
   */
  public void requireFit() {
    KafkaTrouble.mismatch(services())
        .ifPresent(
            sentence -> {
              throw new Refusal(sentence);
            });
  }

  /** What went wrong with it, in a sentence. */
  public String refusal(Exception failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root instanceof TimeoutException
        ? "Kafka at %s does not answer.".formatted(bootstrapServers)
        : KafkaTrouble.of(services(), failure);
  }

  /** The same as the services have it. */
  private KafkaProperties services() {
    Map<String, String> properties = new HashMap<>();
    properties().forEach((name, value) -> properties.put(name, value.toString()));
    properties.remove(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG);
    return new KafkaProperties(bootstrapServers, properties);
  }

  public RegistrySettings registry(String urls) {
    Map<String, String> properties = new HashMap<>();
    properties.put("schema.registry.url", urls);
    surroundings
        .get("SCHEMA_REGISTRY_BASIC_AUTH_USER_INFO")
        .ifPresent(value -> properties.put("basic.auth.user.info", value));
    surroundings
        .get("SCHEMA_REGISTRY_BEARER_TOKEN")
        .ifPresent(value -> properties.put("bearer.auth.token", value));
    return RegistrySettings.of(properties)
        .withTls(
            new TlsFiles(
                file("SCHEMA_REGISTRY_SSL_CA"),
                file("SCHEMA_REGISTRY_SSL_CERTIFICATE"),
                file("SCHEMA_REGISTRY_SSL_KEY")));
  }

  private @Nullable Path file(String variable) {
    return surroundings.get(variable).map(Path::of).orElse(null);
  }

  /** Three copies where there are brokers for them, else as many as there are brokers. */
  int replication(Admin admin) throws ExecutionException, InterruptedException {
    return Math.min(MOST_REPLICAS, admin.describeCluster().nodes().get().size());
  }
}

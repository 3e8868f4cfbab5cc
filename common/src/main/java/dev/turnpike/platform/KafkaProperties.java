package dev.turnpike.platform;

import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where Kafka is.
 *
 * @param bootstrapServers comma-separated {@code host:port} pairs
 * @param properties further client properties as Kafka names them, for instance {@code
 *     security.protocol}; given to every producer, consumer and admin client
 */
@ConfigurationProperties("turnpike.kafka")
public record KafkaProperties(
    @DefaultValue("") String bootstrapServers, @DefaultValue Map<String, String> properties) {

  /** The environment variable that usually sets the address. */
  static final String VARIABLE = "KAFKA_BOOTSTRAP_SERVERS";

  public KafkaProperties {
    bootstrapServers = bootstrapServers.strip();
    properties = Map.copyOf(properties);
    if (bootstrapServers.isEmpty()) {
      throw new StartRefused(
          VARIABLE + " is not set: set it to the brokers' addresses, such as 127.0.0.1:9092.");
    }
    for (String server : split(bootstrapServers)) {
      if (!isHostAndPort(server)) {
        throw new StartRefused(
            "%s is \"%s\", but \"%s\" is not host:port: write for instance 127.0.0.1:9092."
                .formatted(VARIABLE, bootstrapServers, server));
      }
    }
  }

  /** For clients that are built elsewhere: the further properties and the address. */
  public Map<String, String> client() {
    Map<String, String> client = new HashMap<>(properties);
    client.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    return client;
  }

  /** The single {@code host:port} pairs. */
  public List<String> servers() {
    return split(bootstrapServers);
  }

  /** Where one of {@link #servers} is; resolves its name. */
  public static InetSocketAddress address(String server) {
    int colon = server.lastIndexOf(':');
    String host = server.substring(0, colon).replaceAll("[\\[\\]]", "");
    return new InetSocketAddress(host, Integer.parseInt(server.substring(colon + 1)));
  }

  private static List<String> split(String servers) {
    return Arrays.stream(servers.split(",")).map(String::strip).toList();
  }

  private static boolean isHostAndPort(String server) {
    return server.matches("[^\\s/:]+:\\d{1,5}|\\[[0-9a-fA-F:]+]:\\d{1,5}")
        && Integer.parseInt(server.substring(server.lastIndexOf(':') + 1)) <= 65_535;
  }
}

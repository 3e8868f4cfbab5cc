package dev.turnpike.system;

import dev.turnpike.embedded.broker.EmbeddedBroker;
import dev.turnpike.schemas.provisioning.ServiceAccess;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;

/**
 * A broker that knows its clients by name and password and refuses whatever is not allowed. Only
 * the administrator may do everything.
 */
record GuardedKafka(EmbeddedBroker broker) implements AutoCloseable {

  static final String ADMINISTRATOR = "administrator";

  private static final String LOGIN =
      "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"%1$s\""
          + " password=\"of-%1$s\"";

  static GuardedKafka start(Path folder) {
    return new GuardedKafka(
        EmbeddedBroker.start(
            folder,
            0,
            Map.of(
                "listener.security.protocol.map",
                "PLAINTEXT:SASL_PLAINTEXT,CONTROLLER:PLAINTEXT",
                "inter.broker.listener.name",
                "PLAINTEXT",
                "sasl.enabled.mechanisms",
                "PLAIN",
                "sasl.mechanism.inter.broker.protocol",
                "PLAIN",
                "listener.name.plaintext.plain.sasl.jaas.config",
                LOGIN.formatted(ADMINISTRATOR) + users() + ";",
                "authorizer.class.name",
                "org.apache.kafka.metadata.authorizer.StandardAuthorizer",
                "allow.everyone.if.no.acl.found",
                "false",
                // Who is on the controller's own listener is anonymous.
                "super.users",
                "User:" + ADMINISTRATOR + ";User:ANONYMOUS")));
  }

  private static String users() {
    return Stream.concat(
            Stream.of(ADMINISTRATOR), ServiceAccess.ALL.stream().map(ServiceAccess::service))
        .map(user -> " user_%1$s=\"of-%1$s\"".formatted(user))
        .collect(Collectors.joining());
  }

  /** Properties of a client of this name. */
  Map<String, Object> client(String user) {
    Map<String, Object> client = new TreeMap<>();
    client.put("bootstrap.servers", broker.bootstrapServers());
    client.put("security.protocol", "SASL_PLAINTEXT");
    client.put("sasl.mechanism", "PLAIN");
    client.put("sasl.jaas.config", LOGIN.formatted(user) + ";");
    return client;
  }

  /** The same as environment variables of a service. */
  Map<String, String> environment(String user) {
    Map<String, String> environment = new TreeMap<>();
    client(user)
        .forEach(
            (name, value) ->
                environment.put(
                    name.equals("bootstrap.servers")
                        ? "KAFKA_BOOTSTRAP_SERVERS"
                        : "TURNPIKE_KAFKA_PROPERTIES_"
                            + name.toUpperCase(Locale.ROOT).replace('.', '_'),
                    value.toString()));
    return environment;
  }

  Admin administrator() {
    return Admin.create(client(ADMINISTRATOR));
  }

  @Override
  public void close() {
    broker.close();
  }
}

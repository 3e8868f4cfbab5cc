package dev.turnpike.platform;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.errors.AuthenticationException;

/** Refuses the start when no broker answers at the configured addresses. */
record KafkaCheck(KafkaProperties properties, KafkaClients clients, String clientId)
    implements StartupCheck {
  private static final int CONNECT_MILLIS = 1_000;
  private static final Duration ANSWER = Duration.ofSeconds(4);

  @Override
  public void run(Patience patience) throws Exception {
    try {
      patience.keepTrying(this::connect);
    } catch (IOException e) {
      throw new StartRefused(
          "%s is \"%s\", but no broker answers there (%s): start Kafka or correct the address."
              .formatted(KafkaProperties.VARIABLE, properties.bootstrapServers(), reason(e)),
          e);
    }
    try (KafkaProbe probe = new KafkaProbe(clients, clientId + "-startup", ANSWER)) {
      probe.probe();
    } catch (ExecutionException e) {
      throw new StartRefused(sentence(e), e);
    }
  }

  private String sentence(ExecutionException failure) {
    if (failure.getCause() instanceof AuthenticationException) {
      return "%s is \"%s\", but the broker refuses the credentials (%s): check turnpike.kafka.properties."
          .formatted(KafkaProperties.VARIABLE, properties.bootstrapServers(), Reasons.of(failure));
    }
    return "%s is \"%s\", but what answers there does not speak as a Kafka broker (%s): check the address and the security protocol."
        .formatted(KafkaProperties.VARIABLE, properties.bootstrapServers(), Reasons.of(failure));
  }

  /** A plain connection first: it tells a refused address at once, where clients wait and log. */
  private void connect() throws IOException {
    IOException last = new IOException("no address");
    for (String server : properties.servers()) {
      int colon = server.lastIndexOf(':');
      String host = server.substring(0, colon).replaceAll("[\\[\\]]", "");
      int port = Integer.parseInt(server.substring(colon + 1));
      try (Socket socket = new Socket()) {
        socket.connect(new InetSocketAddress(host, port), CONNECT_MILLIS);
        return;
      } catch (IOException e) {
        last = e;
      }
    }
    throw last;
  }

  private static String reason(IOException failure) {
    return failure instanceof UnknownHostException ? "unknown host" : Reasons.of(failure);
  }
}

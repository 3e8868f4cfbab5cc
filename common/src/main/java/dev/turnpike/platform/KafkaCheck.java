package dev.turnpike.platform;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.common.KafkaException;

/** Refuses the start when no broker answers at the configured addresses. */
record KafkaCheck(KafkaProperties properties, KafkaClients clients, String clientId)
    implements StartupCheck {
  private static final int CONNECT_MILLIS = 1_000;
  private static final Duration ANSWER = Duration.ofSeconds(4);

  @Override
  public void run(Patience patience) throws Exception {
    AtomicReference<InetSocketAddress> reached = new AtomicReference<>();
    try {
      patience.keepTrying(() -> reached.set(connect()));
    } catch (IOException e) {
      throw new StartRefused(
          "%s is \"%s\", but no broker answers there (%s): start Kafka or correct the address."
              .formatted(KafkaProperties.VARIABLE, properties.bootstrapServers(), reason(e)),
          e);
    }
    InetSocketAddress address = Objects.requireNonNull(reached.get());
    if (!KafkaTrouble.wantsTls(properties)) {
      refuseMismatch(address);
    }
    try (KafkaProbe probe = new KafkaProbe(clients, clientId + "-startup", ANSWER)) {
      probe(probe, patience);
    } catch (ExecutionException | TimeoutException | KafkaException e) {
      if (KafkaTrouble.wantsTls(properties)) {
        refuseMismatch(address);
      }
      throw new StartRefused(KafkaTrouble.of(properties, e), e);
    }
  }

  /** A broker that is slow to answer may still be starting; a refusal does not change. */
  private static void probe(KafkaProbe probe, Patience patience) throws Exception {
    while (true) {
      try {
        probe.probe();
        return;
      } catch (ExecutionException | TimeoutException e) {
        if (!isSlow(e) || patience.left().isZero()) {
          throw e;
        }
      }
    }
  }

  private static boolean isSlow(Exception failure) {
    return failure instanceof TimeoutException
        || failure.getCause() instanceof org.apache.kafka.common.errors.TimeoutException;
  }

  private void refuseMismatch(InetSocketAddress address) {
    KafkaTrouble.mismatch(properties, address)
        .ifPresent(
            sentence -> {
              throw new StartRefused(sentence);
            });
  }

  /** A plain connection first: it tells a refused address at once, where clients wait and log. */
  private InetSocketAddress connect() throws IOException {
    IOException last = new IOException("no address");
    for (String server : properties.servers()) {
      InetSocketAddress address = KafkaProperties.address(server);
      try (Socket socket = new Socket()) {
        socket.connect(address, CONNECT_MILLIS);
        return address;
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

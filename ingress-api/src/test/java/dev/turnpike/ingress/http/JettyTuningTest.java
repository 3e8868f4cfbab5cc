package dev.turnpike.ingress.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.Test;
import org.springframework.boot.jetty.servlet.JettyServletWebServerFactory;

class JettyTuningTest {
  private static final int CLIENTS = 300;
  private static final int LIMIT_MILLIS = 5_000;

  @Test
  void manyMayConnectInTheMomentInWhichNobodyAccepts() throws Exception {
    List<ServerConnector> connectors = new ArrayList<>();
    JettyServletWebServerFactory factory = new JettyServletWebServerFactory(0);
    new JettyTuning(
            new RequestProperties(Duration.ofSeconds(10), Duration.ofSeconds(30)),
            Clock.systemUTC())
        .customize(factory);
    factory.addServerCustomizers(
        server -> connectors.add((ServerConnector) server.getConnectors()[0]));
    var server = factory.getWebServer();
    ServerConnector connector = connectors.getFirst();
    connector.open(); // It listens, and as it was not started nothing accepts.
    List<Socket> clients = new ArrayList<>();
    try {
      for (int i = 0; i < CLIENTS; i++) {
        clients.add(connected(connector.getLocalPort()));
      }
      assertThat(clients).hasSize(CLIENTS).allMatch(Socket::isConnected);
    } finally {
      for (Socket client : clients) {
        client.close();
      }
      connector.close();
      server.destroy();
    }
  }

  /** Fails when the queue is full: the kernel answers nothing then. */
  private static Socket connected(int port) throws IOException {
    Socket client = new Socket();
    client.connect(new InetSocketAddress("localhost", port), LIMIT_MILLIS);
    return client;
  }
}

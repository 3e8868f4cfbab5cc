package dev.turnpike.local.images;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HealthCheckTest {
  private final HttpServer server;
  private volatile int status = 200;
  private volatile String asked = "";

  HealthCheckTest() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          asked = exchange.getRequestURI().getPath();
          exchange.sendResponseHeaders(status, -1);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void itAsksWhatItIsTold() throws IOException {
    assertThat(check("agent-workers").status()).isZero();
    assertThat(asked).isEqualTo("/health/liveness");
    assertThat(check("agent-workers", "readiness").status()).isZero();
    assertThat(asked).isEqualTo("/health/readiness");
  }

  @Test
  void whatIsNotWellIsNotHealthy() throws IOException {
    status = 503;
    assertThat(check("agent-workers", "readiness").status()).isNotZero();
  }

  @Test
  void nobodyThereIsNotHealthy() throws IOException {
    server.stop(0);
    assertThat(check("agent-workers").status()).isNotZero();
  }

  @Test
  void commandsAreNotAsked() throws IOException {
    server.stop(0);
    assertThat(check("operations").status()).isZero();
  }

  private Shell check(String service, String... arguments) throws IOException {
    String[] command = new String[arguments.length + 2];
    command[0] = "bash";
    command[1] = "../infra/image/healthy.sh";
    System.arraycopy(arguments, 0, command, 2, arguments.length);
    return Shell.run(
        Map.of(
            "TURNPIKE_SERVICE",
            service,
            "SERVER_PORT",
            Integer.toString(server.getAddress().getPort())),
        command);
  }
}

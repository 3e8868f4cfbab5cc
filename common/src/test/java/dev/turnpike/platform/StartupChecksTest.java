package dev.turnpike.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Import;

@ExtendWith(OutputCaptureExtension.class)
class StartupChecksTest {
  private static final Patience NONE = Patience.of(Duration.ZERO);

  @Test
  void tellsThatNoBrokerAnswers() throws Exception {
    String address = "127.0.0.1:" + closedPort();
    KafkaProperties kafka = new KafkaProperties(address, Map.of());

    assertThatThrownBy(() -> new KafkaCheck(kafka, new KafkaClients(kafka), "test").run(NONE))
        .isInstanceOf(StartRefused.class)
        .hasMessage(
            "KAFKA_BOOTSTRAP_SERVERS is \"%s\", but no broker answers there (Connection refused):"
                + " start Kafka or correct the address.",
            address);
  }

  @Test
  void tellsThatWhatAnswersIsNotKafka() throws Exception {
    try (ServerSocket mute = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      String address = "127.0.0.1:" + mute.getLocalPort();
      KafkaProperties kafka = new KafkaProperties(address, Map.of());

      assertThatThrownBy(() -> new KafkaCheck(kafka, new KafkaClients(kafka), "test").run(NONE))
          .isInstanceOf(StartRefused.class)
          .hasMessageContaining("does not speak as a Kafka broker");
    }
  }

  @Test
  void tellsThatNoRegistryAnswers() throws Exception {
    String url = "http://user:secret@127.0.0.1:" + closedPort();

    assertThatThrownBy(() -> registryCheck(url).run(NONE))
        .isInstanceOf(StartRefused.class)
        .hasMessageContaining("SCHEMA_REGISTRY_URL is \"http://***@127.0.0.1:")
        .hasMessageContaining("(Connection refused)");
  }

  @Test
  void tellsThatTheRegistryRefusesTheCredentials() throws Exception {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", exchange -> exchange.sendResponseHeaders(401, -1));
    server.start();
    try {
      String url = "http://127.0.0.1:" + server.getAddress().getPort();
      assertThatThrownBy(() -> registryCheck(url).run(NONE))
          .isInstanceOf(StartRefused.class)
          .hasMessageContaining("it refuses the credentials with status 401");
    } finally {
      server.stop(0);
    }
  }

  @Test
  void tellsThatTheDatabaseIsAway() throws Exception {
    int port = closedPort();
    DatabaseProperties database =
        new DatabaseProperties("jdbc:postgresql://127.0.0.1:" + port + "/x", "u", "secret", true);

    assertThatThrownBy(() -> new DatabaseCheck(database).run(NONE))
        .isInstanceOf(StartRefused.class)
        .hasMessageStartingWith("DATABASE_URL is \"jdbc:postgresql://127.0.0.1:" + port)
        .hasMessageContaining("can't be reached (Connection to 127.0.0.1:" + port + " refused")
        .hasMessageNotContaining("secret");
  }

  @Test
  void theProcessShowsOneSentenceAndNoStackTrace(CapturedOutput output) {
    assertThatThrownBy(
            () ->
                Platform.application(Probed.class, "probed")
                    .web(WebApplicationType.NONE)
                    .run("--turnpike.kafka.bootstrap-servers="))
        .hasStackTraceContaining("KAFKA_BOOTSTRAP_SERVERS is not set");

    assertThat(output)
        .contains("KAFKA_BOOTSTRAP_SERVERS is not set: set it to the brokers' addresses")
        .doesNotContain("\tat ");
  }

  private static RegistryCheck registryCheck(String url) {
    return new RegistryCheck(
        new RegistryProperties(url, "", "", false, Duration.ofSeconds(2), "", "", ""));
  }

  private static int closedPort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  @SpringBootConfiguration
  @Import(PlatformConfiguration.class)
  static class Probed {}
}

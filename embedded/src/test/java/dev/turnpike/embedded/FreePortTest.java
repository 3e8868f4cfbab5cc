package dev.turnpike.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FreePortTest {

  @Test
  void aWantedPortIsTakenAsItIs() {
    int port = FreePort.find();
    assertThat(FreePort.claim(port, "Kafka")).isEqualTo(port);
  }

  @Test
  void zeroIsAnyPortBelowThoseOfOutgoingConnections() {
    assertThat(FreePort.claim(0, "Kafka")).isBetween(20_000, 32_000);
  }

  @Test
  void noTwoCallersGetTheSamePort() {
    assertThat(IntStream.range(0, 100).map(_ -> FreePort.find()).distinct().count()).isEqualTo(100);
  }

  @Test
  void aTakenPortIsNamedWithWhatItWasFor() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = taken.getLocalPort();
      assertThatThrownBy(() -> FreePort.claim(port, "PostgreSQL"))
          .isInstanceOf(EmbeddedStartException.class)
          .hasMessageStartingWith("Port " + port + ", wanted for PostgreSQL, is in use");
    }
  }
}

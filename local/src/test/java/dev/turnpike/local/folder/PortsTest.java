package dev.turnpike.local.folder;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PortsTest {

  @TempDir private Path folder;

  @Test
  void aPartHasItsPortAgainAfterARestart() {
    int broker = Ports.of(folder).of("broker");
    int database = Ports.of(folder).of("database");

    assertThat(Ports.of(folder).of("broker")).isEqualTo(broker);
    assertThat(Ports.of(folder).of("database")).isEqualTo(database).isNotEqualTo(broker);
  }

  @Test
  void aPortThatSomethingElseTookIsReplacedAndTheNewOneRemembered() throws IOException {
    int before = Ports.of(folder).of("broker");
    int after;
    try (ServerSocket thief = new ServerSocket(before, 1, InetAddress.getLoopbackAddress())) {
      assertThat(thief.isBound()).isTrue();
      after = Ports.of(folder).of("broker");
      assertThat(after).isNotEqualTo(before);
    }
    assertThat(Ports.of(folder).of("broker")).isEqualTo(after);
  }

  @Test
  void theSameRunGetsTheSamePortEvenOnceItsOwnPartListensThere() throws IOException {
    Ports ports = Ports.of(folder);
    int port = ports.of("broker");
    try (ServerSocket own = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      assertThat(own.isBound()).isTrue();
      assertThat(ports.of("broker")).isEqualTo(port);
    }
  }

  @Test
  void aBrokenMemoryCostsNothingButNewPorts() throws IOException {
    Files.writeString(folder.resolve("ports.properties"), "broker=many\ndatabase=70000\n\\u00zz");

    assertThat(Ports.of(folder).of("broker")).isBetween(1024, 65_535);
    assertThat(Ports.of(folder).of("database")).isBetween(1024, 65_535);
  }
}

package dev.turnpike.local;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.turnpike.embedded.FreePort;
import dev.turnpike.operations.console.Refusal;
import java.io.IOException;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class PortCheckTest {

  @Test
  void aTakenPortIsRefusedWithAnotherToTryAlsoWhenItsOwnerListensEverywhere() throws IOException {
    try (ServerSocket everywhere = new ServerSocket(0)) {
      assertThatThrownBy(() -> PortCheck.requireFree(everywhere.getLocalPort()))
          .isInstanceOf(Refusal.class)
          .hasMessageMatching(
              "Port %d is taken by another program: .* --port \\d+\\."
                  .formatted(everywhere.getLocalPort()));
    }
  }

  @Test
  void aFreePortIsFine() {
    assertThatCode(() -> PortCheck.requireFree(FreePort.find())).doesNotThrowAnyException();
  }
}

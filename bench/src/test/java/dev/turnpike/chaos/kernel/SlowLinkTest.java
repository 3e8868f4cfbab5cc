package dev.turnpike.chaos.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SlowLinkTest {
  private final SlowLink link = new SlowLink(150, 700);

  @Test
  void itDelaysWhereTheKernelCan() {
    assertThat(String.join(" ", link.delaying(List.of("ip", "netns", "exec", "x"), "eth0")))
        .isEqualTo("ip netns exec x tc qdisc replace dev eth0 root netem delay 150ms 50ms");
  }

  @Test
  void elseItQueues() {
    assertThat(String.join(" ", link.queueing(List.of(), "tp0-2")))
        .isEqualTo("tc qdisc replace dev tp0-2 root tbf rate 700kbit burst 4kb latency 600ms");
  }
}

package dev.turnpike.chaos.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class RuleSetTest {

  @Test
  void aTextReplacesTheOneBeforeAndSparesLoopback() {
    assertThat(RuleSet.cutOff().text())
        .isEqualTo(
            """
            table inet turnpike
            delete table inet turnpike
            table inet turnpike {
              chain incoming {
                type filter hook input priority 0; policy accept;
                iifname lo accept
                drop
              }
              chain outgoing {
                type filter hook output priority 0; policy accept;
                oifname lo accept
                drop
              }
            }
            """);
    assertThat(RuleSet.NONE.text()).doesNotContain("drop");
  }

  @Test
  void someAddressesAreCutOffInBothDirections() {
    assertThat(RuleSet.cutOffFrom(List.of("10.0.0.3", "10.0.0.2")).text())
        .contains("    ip saddr { 10.0.0.2, 10.0.0.3 } drop\n")
        .contains("    ip daddr { 10.0.0.2, 10.0.0.3 } drop\n");
  }

  @Test
  void oneServerIsCutOffByItsPort() {
    assertThat(RuleSet.cutOffFrom("10.0.0.1", 5432).text())
        .contains("    ip saddr 10.0.0.1 tcp sport 5432 drop\n")
        .contains("    ip daddr 10.0.0.1 tcp dport 5432 drop\n");
  }

  @Test
  void packetsAreLostAtRandom() {
    assertThat(RuleSet.losing(15).text())
        .containsPattern("(?s)input.*numgen random mod 100 < 15 drop.*output.*mod 100 < 15 drop");
    assertThatThrownBy(() -> RuleSet.losing(100)).hasMessageContaining("100 %");
  }
}

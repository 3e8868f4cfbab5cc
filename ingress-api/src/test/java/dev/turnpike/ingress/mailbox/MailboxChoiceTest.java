package dev.turnpike.ingress.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MailboxChoiceTest {
  @Test
  void theOrdinalDecides() {
    assertThat(MailboxChoice.of("ingress-0", 2, 16)).containsExactly(0, 1);
    assertThat(MailboxChoice.of("ingress-3", 2, 16)).containsExactly(6, 7);
    assertThat(MailboxChoice.of("ingress-8", 2, 16)).containsExactly(0, 1);
  }

  @Test
  void neighboursShareNothingWhileThereIsRoom() {
    Set<Integer> all = new HashSet<>();
    for (int ordinal = 0; ordinal < 5; ordinal++) {
      all.addAll(MailboxChoice.of("ingress-" + ordinal, 3, 16));
    }
    assertThat(all).hasSize(15);
  }

  @Test
  void withoutAnOrdinalTheHashDecides() {
    for (String name : new String[] {"7f9c", "web", "", "host.example.org"}) {
      assertThat(MailboxChoice.of(name, 2, 16))
          .isEqualTo(MailboxChoice.of(name, 2, 16))
          .allSatisfy(partition -> assertThat(partition).isBetween(0, 15))
          .doesNotHaveDuplicates();
    }
  }

  @Test
  void nobodyReadsMoreThanThereIs() {
    assertThat(MailboxChoice.of("ingress-1", 5, 3)).containsExactlyInAnyOrder(0, 1, 2);
  }
}

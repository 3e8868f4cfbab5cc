package dev.turnpike.local.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class InterruptKeyTest {

  private final AtomicInteger ends = new AtomicInteger();
  private final AtomicInteger exits = new AtomicInteger();

  @Test
  void theFirstPressEndsWhatRunsAndTheSecondLeaves() throws Exception {
    try (InterruptKey _ = key()) {
      press();
      await().until(() -> ends.get() == 1);
      assertThat(exits).hasValue(0);
      press();
      await().until(() -> exits.get() == 1);
      assertThat(ends).hasValue(1);
    }
  }

  @Test
  void closingGivesTheKeyBack() throws Exception {
    AtomicInteger outer = new AtomicInteger();
    try (InterruptKey _ = InterruptKey.during(outer::incrementAndGet, () -> {})) {
      key().close();
      press();
      await().until(() -> outer.get() == 1);
    }
    assertThat(ends).hasValue(0);
  }

  private InterruptKey key() {
    return InterruptKey.during(ends::incrementAndGet, exits::incrementAndGet);
  }

  /** The signal that a terminal sends for Ctrl-C, to this very process. */
  private static void press() throws ReflectiveOperationException {
    Class<?> signal = Class.forName("sun.misc.Signal");
    signal
        .getMethod("raise", signal)
        .invoke(null, signal.getConstructor(String.class).newInstance("INT"));
  }
}

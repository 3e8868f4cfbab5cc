package dev.turnpike.operations.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class InterruptKeyTest {

  private static final long SIGINT = 1 << (2 - 1);

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

  /** Shells start what runs in the background so, and Java then never hears of it. */
  @BeforeEach
  void requireThatTheKeyIsHeard() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (Files.exists(status)) {
      long ignored =
          Files.readAllLines(status).stream()
              .filter(line -> line.startsWith("SigIgn:"))
              .mapToLong(line -> Long.parseUnsignedLong(line.substring(7).strip(), 16))
              .sum();
      assumeTrue((ignored & SIGINT) == 0, "This process was started with SIGINT ignored.");
    }
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

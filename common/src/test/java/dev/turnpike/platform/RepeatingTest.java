package dev.turnpike.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RepeatingTest {
  @Test
  void noFailureEndsItAndStoppingDoes() {
    AtomicInteger times = new AtomicInteger();
    Repeating repeating =
        new Repeating(
            "test",
            Duration.ofMillis(1),
            () -> {
              if (times.incrementAndGet() % 2 == 0) {
                throw new IllegalStateException("every other time");
              }
            });
    repeating.start();
    await().until(() -> times.get() > 5);
    assertThat(repeating.isRunning()).isTrue();
    repeating.stop();
    assertThat(repeating.isRunning()).isFalse();
    await().during(Duration.ofMillis(100)).until(new Unchanged(times)::holds);
  }

  @Test
  void theStartWaitsForTheFirstTimeAndFailsWithIt() {
    List<String> done = new CopyOnWriteArrayList<>();
    Repeating repeating =
        Repeating.after(
            () -> done.add("first on " + Thread.currentThread().getName()),
            "test",
            Duration.ofMillis(1),
            () -> done.add("again"));
    repeating.start();
    assertThat(done).first().isEqualTo("first on " + Thread.currentThread().getName());
    await().until(() -> done.contains("again"));
    repeating.stop();

    Repeating refused =
        Repeating.after(
            () -> {
              throw new IllegalStateException("no database");
            },
            "test",
            Duration.ofMillis(1),
            () -> {});
    assertThatThrownBy(refused::start).hasMessage("no database");
    assertThat(refused.isRunning()).isFalse();
  }

  /** Whether a number is the same as last time. */
  private static final class Unchanged {
    private final AtomicInteger number;
    private final int first;

    Unchanged(AtomicInteger number) {
      this.number = number;
      this.first = number.get();
    }

    boolean holds() {
      return number.get() <= first + 1; // One time may have been under way.
    }
  }
}

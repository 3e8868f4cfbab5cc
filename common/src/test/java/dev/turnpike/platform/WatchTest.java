package dev.turnpike.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class WatchTest {
  private final AtomicInteger failuresLeft = new AtomicInteger();
  private final AtomicInteger probes = new AtomicInteger();
  private final AtomicBoolean closed = new AtomicBoolean();

  @Test
  void oneFailureIsNotYetDown() {
    failuresLeft.set(1);
    try (Running watch = running()) {
      await().until(() -> probes.get() > 5);
      assertThat(watch.watch.state().reason()).isEmpty();
      assertThat(watch.watch.isUp()).isTrue();
    }
  }

  @Test
  void goesDownWithAReasonAndComesBack() {
    failuresLeft.set(Integer.MAX_VALUE);
    try (Running watch = running()) {
      await().until(() -> !watch.watch.isUp());
      assertThat(watch.watch.state().reason()).isEqualTo("no route to //***@host");

      failuresLeft.set(0);
      await().until(watch.watch::isUp);
    }
    await().untilTrue(closed);
  }

  private Running running() {
    Watch watch = new Watch("thing", new Scripted(), Duration.ofMillis(20), Clock.systemUTC());
    watch.start();
    return new Running(watch);
  }

  private record Running(Watch watch) implements AutoCloseable {
    @Override
    public void close() {
      watch.stop();
    }
  }

  private final class Scripted implements Watch.Probe {
    @Override
    public void probe() throws IOException {
      probes.incrementAndGet();
      if (failuresLeft.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
        throw new IOException("no route to //user:secret@host.\nmore");
      }
    }

    @Override
    public void close() {
      closed.set(true);
    }
  }
}

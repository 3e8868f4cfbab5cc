package dev.turnpike.local.chat;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/**
 * Closes a stream that has brought nothing for too long: a connection can die without a sign, and
 * the server breaks its silence every 15 s for that.
 */
final class SilenceWatch implements AutoCloseable {

  /** More than two comments are missing. */
  static final Duration LONGEST = Duration.ofSeconds(40);

  private final InputStream stream;
  private final Duration longest;
  private final Thread thread;
  private volatile long heardAt = System.nanoTime();

  SilenceWatch(InputStream stream, Duration longest) {
    this.stream = stream;
    this.longest = longest;
    this.thread = Thread.ofVirtual().name("silence").start(this::watch);
  }

  void heard() {
    heardAt = System.nanoTime();
  }

  private void watch() {
    try {
      for (Duration left = left(); left.isPositive(); left = left()) {
        Thread.sleep(left);
      }
      stream.close();
    } catch (InterruptedException ended) {
      // So has the stream.
    } catch (IOException broken) {
      // Its reader finds out by itself.
    }
  }

  private Duration left() {
    return longest.minusNanos(System.nanoTime() - heardAt);
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}

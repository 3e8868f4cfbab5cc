package dev.turnpike.chaos.load;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/**
 * A body that is given up when its reader waits too long: a node that lives sends heartbeats. Read
 * by one thread.
 */
final class WatchedBody extends FilterInputStream {
  private static final long IDLE = Long.MAX_VALUE;

  private final Thread watch;
  private volatile long waitingSince = IDLE;
  private volatile boolean givenUp;

  /**
   * @param limit how long the reader waits; how long it does something else does not matter
   */
  WatchedBody(InputStream body, Duration limit) {
    super(body);
    this.watch = Thread.ofVirtual().name("watch").start(() -> watch(limit));
  }

  /** Whether it ended because nothing came. */
  boolean isGivenUp() {
    return givenUp;
  }

  @Override
  public int read() throws IOException {
    throw new UnsupportedOperationException("Read this by the array.");
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    waitingSince = System.nanoTime();
    try {
      return super.read(bytes, offset, length);
    } finally {
      waitingSince = IDLE;
    }
  }

  @Override
  public void close() throws IOException {
    watch.interrupt();
    super.close();
  }

  private void watch(Duration limit) {
    try {
      while (true) {
        Thread.sleep(limit.dividedBy(4));
        long since = waitingSince;
        if (since != IDLE && System.nanoTime() - since > limit.toNanos()) {
          givenUp = true;
          in.close();
          return;
        }
      }
    } catch (InterruptedException | IOException over) {
      // Its reader has closed it, or will find it broken.
    }
  }
}

package dev.turnpike.chaos.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class WatchedBodyTest {

  @Test
  void aBodyOnWhichNothingComesIsGivenUp() throws IOException {
    try (WatchedBody body = new WatchedBody(new Silence(), Duration.ofMillis(50))) {
      assertThat(body.read(new byte[8], 0, 8)).isEqualTo(-1);
      assertThat(body.isGivenUp()).isTrue();
    }
  }

  @Test
  void whatComesIsRead() throws IOException {
    PipedOutputStream node = new PipedOutputStream();
    try (WatchedBody body = new WatchedBody(new PipedInputStream(node), Duration.ofMinutes(1))) {
      node.write('a');
      assertThat(body.read(new byte[8], 0, 8)).isEqualTo(1);
      node.close();
      assertThat(body.read(new byte[8], 0, 8)).isEqualTo(-1);
      assertThat(body.isGivenUp()).isFalse();
    }
  }

  /** Ends when it is closed. */
  private static final class Silence extends InputStream {
    private final CountDownLatch closed = new CountDownLatch(1);

    @Override
    public int read() {
      throw new UnsupportedOperationException();
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      try {
        closed.await();
        return -1;
      } catch (InterruptedException e) {
        throw new IOException(e);
      }
    }

    @Override
    public void close() {
      closed.countDown();
    }
  }
}

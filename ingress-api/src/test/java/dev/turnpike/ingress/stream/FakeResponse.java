package dev.turnpike.ingress.stream;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import org.springframework.mock.web.MockHttpServletResponse;

/** A client that can stop reading, or go away. */
final class FakeResponse extends MockHttpServletResponse {
  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private final CountDownLatch blocked = new CountDownLatch(1);
  private final CountDownLatch released = new CountDownLatch(1);
  private volatile boolean blocking;
  private volatile boolean failing;

  /** The next write waits until it is released. */
  void block() {
    blocking = true;
  }

  void awaitBlocked() {
    await(blocked);
  }

  void release() {
    released.countDown();
  }

  void fail() {
    failing = true;
  }

  String text() {
    return written.toString(StandardCharsets.UTF_8);
  }

  @Override
  public ServletOutputStream getOutputStream() {
    return new ServletOutputStream() {
      @Override
      public boolean isReady() {
        return true;
      }

      @Override
      public void setWriteListener(WriteListener listener) {}

      @Override
      public void write(int b) {
        written.write(b);
      }

      @Override
      public void write(byte[] bytes, int offset, int length) throws IOException {
        if (failing) {
          throw new IOException("gone");
        }
        if (blocking) {
          blocked.countDown();
          await(released);
        }
        written.write(bytes, offset, length);
      }
    };
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}

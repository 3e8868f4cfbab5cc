package dev.turnpike.ingress.stream;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import org.springframework.mock.web.MockHttpServletResponse;

/** A client that can stop reading, or go away. */
public final class FakeResponse extends MockHttpServletResponse {
  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private final CountDownLatch blocked = new CountDownLatch(1);
  private final CountDownLatch released = new CountDownLatch(1);
  private volatile boolean blocking;
  private volatile int room = Integer.MAX_VALUE;

  /** The next write waits until it is released. */
  public void block() {
    blocking = true;
  }

  public void awaitBlocked() {
    await(blocked);
  }

  public void release() {
    released.countDown();
  }

  void fail() {
    failAfter(written.size());
  }

  /** The client goes once it has so many bytes. */
  public void failAfter(int bytes) {
    room = bytes;
  }

  public String text() {
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
        if (blocking) {
          blocked.countDown();
          await(released);
        }
        int left = room - written.size();
        written.write(bytes, offset, Math.min(length, left));
        if (length > left) {
          throw new IOException("gone");
        }
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

package dev.turnpike.ingress.http;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;

/** A body of which somebody sees each piece before its reader does. */
abstract class WatchedBody extends ServletInputStream {
  private final ServletInputStream body;

  WatchedBody(ServletInputStream body) {
    this.body = body;
  }

  /** May throw a problem, which the reader then gets in place of the piece. */
  abstract void seen(byte[] bytes, int offset, int length) throws IOException;

  /** The same, behind the last piece. */
  abstract void ended();

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    int read = body.read(target, offset, length);
    if (read < 0) {
      ended();
    } else {
      seen(target, offset, read);
    }
    return read;
  }

  @Override
  public boolean isFinished() {
    return body.isFinished();
  }

  @Override
  public boolean isReady() {
    return body.isReady();
  }

  @Override
  public void setReadListener(ReadListener listener) {
    body.setReadListener(listener);
  }
}

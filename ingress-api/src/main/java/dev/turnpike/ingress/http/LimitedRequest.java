package dev.turnpike.ingress.http;

import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.IOException;

/** A request whose body ends in a problem when it grows beyond the limit. */
final class LimitedRequest extends HttpServletRequestWrapper {
  LimitedRequest(HttpServletRequest request) {
    super(request);
  }

  @Override
  public ServletInputStream getInputStream() throws IOException {
    return new Limited(super.getInputStream());
  }

  private static final class Limited extends WatchedBody {
    private final ServletInputStream body;
    private int left = BodyLimit.LIMIT;

    Limited(ServletInputStream body) {
      super(body);
      this.body = body;
    }

    @Override
    void seen(byte[] bytes, int offset, int length) throws IOException {
      left -= length;
      if (left < 0) {
        BodyLimit.discard(body);
        throw BodyLimit.tooLarge();
      }
    }

    @Override
    void ended() {}
  }
}

package dev.turnpike.ingress.http;

import dev.turnpike.ingress.problem.FieldError;
import dev.turnpike.ingress.problem.Problem;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.IOException;
import java.util.List;
import org.springframework.http.HttpStatus;

/**
 * A request whose body ends in a problem where it is not UTF-8. JSON parsers are lenient: they
 * guess UTF-16, and read bytes that are longer than they need be.
 */
final class Utf8Request extends HttpServletRequestWrapper {
  Utf8Request(HttpServletRequest request) {
    super(request);
  }

  @Override
  public ServletInputStream getInputStream() throws IOException {
    return new Checked(super.getInputStream());
  }

  private static final class Checked extends WatchedBody {
    private final Utf8Check check = new Utf8Check();

    Checked(ServletInputStream body) {
      super(body);
    }

    @Override
    void seen(byte[] bytes, int offset, int length) {
      if (!check.accepts(bytes, offset, length)) {
        throw notUtf8();
      }
    }

    @Override
    void ended() {
      if (!check.isComplete()) {
        throw notUtf8();
      }
    }
  }

  private static Problem notUtf8() {
    String detail = "The body is not UTF-8 text without the character U+0000.";
    return Problem.of(HttpStatus.BAD_REQUEST, "malformed_body", detail)
        .withErrors(List.of(new FieldError("body", detail)));
  }
}

package dev.turnpike.ingress.http;

import dev.turnpike.ingress.problem.Problem;
import dev.turnpike.ingress.problem.ProblemWriter;
import dev.turnpike.ingress.requests.FilterOrder;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses bodies that are larger than any valid one: by their announced length at once, those sent
 * in chunks when they grow too long. What it lets through fits into one Kafka record.
 */
@Component
@Order(FilterOrder.BODY_LIMIT)
class BodyLimit extends OncePerRequestFilter {
  static final int LIMIT = 512 * 1024;
  private static final long DISCARDED = 8L * LIMIT;

  private final ProblemWriter writer;

  BodyLimit(ProblemWriter writer) {
    this.writer = writer;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (request.getContentLengthLong() > LIMIT) {
      discard(request.getInputStream());
      writer.write(tooLarge(), request, response);
    } else if (request.getContentLengthLong() < 0
        && request.getHeader("Transfer-Encoding") != null) {
      chain.doFilter(new LimitedRequest(request), response);
    } else {
      chain.doFilter(request, response);
    }
  }

  /**
   * Reads on for a while: most clients look for the answer only when they have sent everything, and
   * would see a broken connection instead.
   */
  static void discard(InputStream body) throws IOException {
    byte[] buffer = new byte[8_192];
    long left = DISCARDED;
    for (int read = 0; read >= 0 && left > 0; left -= read) {
      read = body.read(buffer);
    }
  }

  static Problem tooLarge() {
    return Problem.of(
        HttpStatus.CONTENT_TOO_LARGE,
        "body_too_large",
        "The body is longer than %d bytes.".formatted(LIMIT));
  }
}

package dev.turnpike.ingress.http;

import dev.turnpike.ingress.problem.ProblemWriter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Answers what goes wrong in the filters behind it as controllers' failures are answered. Without
 * it a form that can't be read is an error of the server's, with its stack in the log.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class FilterFailures extends OncePerRequestFilter {
  private final ProblemWriter writer;

  FilterFailures(ProblemWriter writer) {
    this.writer = writer;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    try {
      chain.doFilter(request, response);
    } catch (ServletException e) {
      Throwable cause = e.getRootCause();
      answer(cause == null ? e : cause, request, response);
    } catch (RuntimeException e) {
      answer(e, request, response);
    }
  }

  private void answer(Throwable failure, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    writer.write(failure, request, response);
  }
}

package dev.turnpike.ingress.requests;

import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerMapping;

/**
 * One line per call of the API, when its answer has ended: never the path itself, which the client
 * chose, but the route that it matched. What is asked all the time (health, metrics) and what is
 * refused in masses (too many requests) is told at debug level only; metrics count both.
 */
@Component
@Order(FilterOrder.ACCESS_LOG)
class AccessLog extends OncePerRequestFilter {
  private static final Logger log = LoggerFactory.getLogger(AccessLog.class);

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    Line line = new Line(request, response, System.nanoTime());
    try {
      chain.doFilter(request, response);
    } finally {
      if (request.isAsyncStarted()) {
        request.getAsyncContext().addListener(line);
      } else {
        line.write();
      }
    }
  }

  private record Line(HttpServletRequest request, HttpServletResponse response, long startNanos)
      implements AsyncListener {

    void write() {
      int status = response.getStatus();
      Object route = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
      String path = request.getRequestURI();
      boolean told =
          (path.startsWith("/api/v1/") || path.startsWith("/v1/"))
              && route != null
              && !route.toString().endsWith("/health")
              && status != HttpStatus.TOO_MANY_REQUESTS.value();
      RequestIds.contextOf(request)
          .during(
              () ->
                  (told ? log.atInfo() : log.atDebug())
                      .addKeyValue("method", request.getMethod())
                      .addKeyValue("route", route == null ? "none" : route)
                      .addKeyValue("status", status)
                      .addKeyValue("millis", millis())
                      .log("Answered"));
    }

    private long millis() {
      return Duration.ofNanos(System.nanoTime() - startNanos).toMillis();
    }

    @Override
    public void onComplete(AsyncEvent event) {
      write();
    }

    @Override
    public void onTimeout(AsyncEvent event) {
      // Its completion follows.
    }

    @Override
    public void onError(AsyncEvent event) {
      // Its completion follows.
    }

    /** A new round of the same request forgets its listeners. */
    @Override
    public void onStartAsync(AsyncEvent event) {
      event.getAsyncContext().addListener(this);
    }
  }
}

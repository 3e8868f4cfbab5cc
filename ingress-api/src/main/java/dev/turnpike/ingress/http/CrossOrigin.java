package dev.turnpike.ingress.http;

import dev.turnpike.ingress.problem.Problem;
import dev.turnpike.ingress.problem.ProblemWriter;
import dev.turnpike.ingress.requests.FilterOrder;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets pages of the configured origins read the answers. Never with credentials: tokens come in a
 * header that no browser adds by itself, so a foreign page can do nothing that its own server could
 * not. A call of another origin is therefore answered, without the headers that would let the page
 * read it: behind a proxy, a page of this very host may look like one.
 */
@Component
@Order(FilterOrder.CROSS_ORIGIN)
@EnableConfigurationProperties(CorsProperties.class)
class CrossOrigin extends OncePerRequestFilter {
  private static final String METHODS = "GET, HEAD, POST, PUT, PATCH, DELETE";
  private static final String READABLE =
      String.join(
          ", ",
          HttpHeaders.LOCATION,
          "Content-Location",
          "Preference-Applied",
          HttpHeaders.RETRY_AFTER,
          "RateLimit",
          "RateLimit-Policy",
          "RateLimit-Limit",
          "RateLimit-Remaining",
          "RateLimit-Reset",
          HttpHeaders.WWW_AUTHENTICATE,
          "X-Request-Id");
  private static final String HOUR = "3600";

  /** Names of headers. All are allowed: clients invent new ones, and none of them gives rights. */
  private static final Pattern HEADER_NAMES = Pattern.compile("[A-Za-z0-9_, -]{1,2048}");

  private final CorsProperties properties;
  private final ProblemWriter writer;

  CrossOrigin(CorsProperties properties, ProblemWriter writer) {
    this.properties = properties;
    this.writer = writer;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (!properties.origins().isEmpty()) {
      response.addHeader(HttpHeaders.VARY, HttpHeaders.ORIGIN);
    }
    @Nullable String origin = request.getHeader(HttpHeaders.ORIGIN);
    boolean allowed = origin != null && properties.allows(origin);
    if (allowed) {
      response.setHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, origin);
      response.setHeader(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, READABLE);
    }
    if (origin == null || !isPreflight(request)) {
      chain.doFilter(request, response);
    } else if (allowed) {
      answerPreflight(request, response);
    } else {
      writer.write(refusal(), request, response);
    }
  }

  private static boolean isPreflight(HttpServletRequest request) {
    return request.getMethod().equals("OPTIONS")
        && request.getHeader(HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD) != null;
  }

  private static void answerPreflight(HttpServletRequest request, HttpServletResponse response) {
    response.setHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, METHODS);
    @Nullable String names = request.getHeader(HttpHeaders.ACCESS_CONTROL_REQUEST_HEADERS);
    if (names != null && HEADER_NAMES.matcher(names).matches()) {
      response.setHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS, names);
    }
    response.setHeader(HttpHeaders.ACCESS_CONTROL_MAX_AGE, HOUR);
    response.setStatus(HttpStatus.NO_CONTENT.value());
  }

  private static Problem refusal() {
    return Problem.of(
        HttpStatus.FORBIDDEN,
        "origin_not_allowed",
        "Pages of this origin may not call this service from a browser: its operator names those that may in %s."
            .formatted(CorsProperties.VARIABLE));
  }
}

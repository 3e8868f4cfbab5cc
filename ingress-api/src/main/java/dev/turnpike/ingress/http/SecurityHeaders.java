package dev.turnpike.ingress.http;

import dev.turnpike.ingress.requests.FilterOrder;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * What browsers are told about every answer. Spring Security could do it for those that reach its
 * chain; this is for the refusals before it too.
 */
@Component
@Order(FilterOrder.SECURITY_HEADERS)
class SecurityHeaders extends OncePerRequestFilter {
  /** Of answers that hold no page. */
  static final Map<String, String> PLAIN =
      Map.of(
          "X-Content-Type-Options",
          "nosniff",
          "X-Frame-Options",
          "DENY",
          "Referrer-Policy",
          "no-referrer",
          "Cross-Origin-Opener-Policy",
          "same-origin",
          "Cross-Origin-Resource-Policy",
          "same-origin",
          "Permissions-Policy",
          "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
          "Content-Security-Policy",
          "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
          HttpHeaders.CACHE_CONTROL,
          "no-store");

  /** Swagger UI: all from here; it also draws with inline styles and {@code data:} images. */
  private static final String PAGES =
      "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:;"
          + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  /**
   * The console: nothing from elsewhere, nothing inline, and no text becomes script or markup
   * except by the three policies that it names.
   */
  static final String CONSOLE =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self';"
          + " connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none';"
          + " require-trusted-types-for 'script';"
          + " trusted-types console lit-html dompurify 'allow-duplicates'";

  /** A year, for this host: whether the domain's others can do TLS is not known here. */
  private static final String TRANSPORT = "max-age=31536000";

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    PLAIN.forEach(response::setHeader);
    String path = request.getRequestURI();
    if (isPage(path)) {
      response.setHeader("Content-Security-Policy", PAGES);
    } else if (isConsole(path)) {
      response.setHeader("Content-Security-Policy", CONSOLE);
    }
    if (isEncrypted(request)) {
      response.setHeader("Strict-Transport-Security", TRANSPORT);
    }
    chain.doFilter(request, response);
  }

  private static boolean isPage(String path) {
    return path.equals("/docs") || path.startsWith("/swagger-ui/");
  }

  private static boolean isConsole(String path) {
    return path.equals("/console") || path.startsWith("/console/") || path.startsWith("/webjars/");
  }

  /**
   * A proxy that ends TLS says so. Whoever makes that up over plain HTTP deceives nobody: browsers
   * heed the header on encrypted connections only.
   */
  private static boolean isEncrypted(HttpServletRequest request) {
    return request.isSecure() || "https".equalsIgnoreCase(request.getHeader("X-Forwarded-Proto"));
  }
}

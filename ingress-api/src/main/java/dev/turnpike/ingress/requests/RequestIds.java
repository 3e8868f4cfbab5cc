package dev.turnpike.ingress.requests;

import com.fasterxml.uuid.NoArgGenerator;
import dev.turnpike.telemetry.LogContext;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Gives every request a name, the client's own if it has a harmless one. The answer, the log lines
 * and whatever the request causes elsewhere carry it.
 */
@Component
@Order(FilterOrder.REQUEST_ID)
public final class RequestIds extends OncePerRequestFilter {
  public static final String HEADER = "X-Request-Id";

  /** The request's attribute that holds its name. */
  public static final String ATTRIBUTE = "turnpike.request_id";

  private static final String CONTEXT = "turnpike.log_context";

  /** What can stand in a log line, a header and a search without harm. */
  private static final Pattern HARMLESS = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  private final NoArgGenerator ids;

  RequestIds(NoArgGenerator ids) {
    this.ids = ids;
  }

  /** What log lines of the request tell about it. */
  public static LogContext contextOf(HttpServletRequest request) {
    return request.getAttribute(CONTEXT) instanceof LogContext known ? known : LogContext.NONE;
  }

  /** From here on the request's log lines tell more. */
  public static void keep(HttpServletRequest request, LogContext context) {
    request.setAttribute(CONTEXT, context);
    context.put();
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (isAsyncDispatch(request)) {
      contextOf(request).put();
    } else {
      begin(request, response);
    }
    try {
      chain.doFilter(request, response);
    } finally {
      LogContext.clear();
    }
  }

  private void begin(HttpServletRequest request, HttpServletResponse response) {
    @Nullable String given = request.getHeader(HEADER);
    String id =
        given != null && HARMLESS.matcher(given).matches() ? given : ids.generate().toString();
    request.setAttribute(ATTRIBUTE, id);
    response.setHeader(HEADER, id);
    keep(request, new LogContext(id, null, null, null));
  }

  @Override
  protected boolean shouldNotFilterAsyncDispatch() {
    return false;
  }
}

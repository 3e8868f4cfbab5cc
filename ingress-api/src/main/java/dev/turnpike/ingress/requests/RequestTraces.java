package dev.turnpike.ingress.requests;

import dev.turnpike.telemetry.Activity;
import dev.turnpike.telemetry.TraceParent;
import dev.turnpike.telemetry.Tracing;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Begins the trace of every call of the API, or joins its caller's, and ends its part of it with
 * the answer. Named by method and route; never the path, which the client chose.
 */
@Component
@EnableConfigurationProperties(TraceProperties.class)
@Order(FilterOrder.TRACE)
class RequestTraces extends OncePerRequestFilter {

  private final Tracing tracing;
  private final boolean trusting;

  RequestTraces(Tracing tracing, TraceProperties properties) {
    this.tracing = tracing;
    this.trusting = properties.trustCallers();
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    var path = request.getServletPath(); // decoded, as the routes see it
    return !tracing.isOn()
        || !(path.startsWith("/api/v1/") || path.startsWith("/v1/"))
        || path.endsWith("/health");
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    var caller = TraceParent.parse(request.getHeader(TraceParent.HEADER));
    var activity = tracing.request(request.getMethod(), caller, trusting);
    RequestIds.keep(request, RequestIds.contextOf(request).withTrace(activity.place()));
    var ending = new Ending(request, response, activity);
    try (var _ = activity.onThread()) {
      chain.doFilter(request, response);
    } finally {
      if (request.isAsyncStarted()) {
        request.getAsyncContext().addListener(ending);
      } else {
        ending.end();
      }
    }
  }

  private record Ending(HttpServletRequest request, HttpServletResponse response, Activity activity)
      implements AsyncListener {

    void end() {
      if (activity.isRecorded()) {
        var route = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
        if (route != null) {
          activity.rename(request.getMethod() + " " + route).set("http.route", route.toString());
        }
        var context = RequestIds.contextOf(request);
        activity
            .set("http.request.method", request.getMethod())
            .set("http.response.status_code", response.getStatus())
            .set("url.scheme", request.getScheme())
            .set("user.id", context.userId())
            .set("session.id", context.sessionId())
            .set("turnpike.request.id", context.requestId());
        if (response.getStatus() >= 500) {
          activity.failed(Integer.toString(response.getStatus()));
        }
      }
      activity.close();
    }

    @Override
    public void onComplete(AsyncEvent event) {
      end();
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

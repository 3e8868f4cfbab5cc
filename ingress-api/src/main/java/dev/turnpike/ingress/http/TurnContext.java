package dev.turnpike.ingress.http;

import dev.turnpike.ingress.requests.RequestIds;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import java.util.UUID;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;

/** Lets log lines tell which turn a call is about when its path names one. */
final class TurnContext implements HandlerInterceptor {
  static final String PATHS = "/api/v1/turns/{id}/**";

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    if (request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE)
            instanceof Map<?, ?> variables
        && variables.get("id") instanceof String id) {
      try {
        RequestIds.keep(request, RequestIds.contextOf(request).withTurn(UUID.fromString(id)));
      } catch (IllegalArgumentException e) {
        // No turn is called so; its controller will say so.
      }
    }
    return true;
  }
}

package dev.turnpike.ingress.http;

import dev.turnpike.ingress.requests.FilterOrder;
import dev.turnpike.ingress.requests.RequestIds;
import dev.turnpike.ingress.tokens.Caller;
import dev.turnpike.telemetry.LogContext;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Lets log lines tell whose request they are about, once that is known. */
@Component
@Order(FilterOrder.CALLER)
class CallerContext extends OncePerRequestFilter {
  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    @Nullable Authentication known = SecurityContextHolder.getContext().getAuthentication();
    if (known != null && known.getPrincipal() instanceof Caller caller) {
      @Nullable String session =
          caller instanceof Caller.Session inSession ? inSession.sessionId() : null;
      LogContext context = RequestIds.contextOf(request);
      RequestIds.keep(request, context.withUser(caller.userId(), session));
    }
    chain.doFilter(request, response);
  }
}

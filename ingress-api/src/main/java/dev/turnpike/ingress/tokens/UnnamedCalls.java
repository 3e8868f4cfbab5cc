package dev.turnpike.ingress.tokens;

import jakarta.servlet.http.HttpServletRequest;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationTrustResolver;
import org.springframework.security.authentication.AuthenticationTrustResolverImpl;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.ServletRequestPathUtils;

/**
 * Decides about calls that no rule names. Whatever would answer one is closed to everybody. What
 * nobody answers is let through for whoever has a token, so that they learn that the path or the
 * method does not exist.
 */
record UnnamedCalls(Supplier<RequestMappingHandlerMapping> endpoints)
    implements AuthorizationManager<RequestAuthorizationContext> {
  private static final AuthenticationTrustResolver TRUST = new AuthenticationTrustResolverImpl();

  @Override
  public AuthorizationDecision authorize(
      Supplier<? extends @Nullable Authentication> caller, RequestAuthorizationContext context) {
    boolean known = TRUST.isAuthenticated(caller.get());
    return new AuthorizationDecision(known && !isAnswered(context.getRequest()));
  }

  private boolean isAnswered(HttpServletRequest request) {
    ServletRequestPathUtils.parseAndCache(request);
    try {
      return endpoints.get().getHandler(request) != null;
    } catch (Exception e) {
      return false; // The path exists, but not for this method or type: it will be said there.
    } finally {
      ServletRequestPathUtils.clearParsedRequestPath(request);
    }
  }
}

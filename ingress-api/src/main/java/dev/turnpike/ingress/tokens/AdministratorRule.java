package dev.turnpike.ingress.tokens;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;

/**
 * Lets user tokens of administrators in. A session's token is none of theirs, even of their own
 * session: it is given to pages that only chat.
 */
record AdministratorRule(Administrators administrators)
    implements AuthorizationManager<RequestAuthorizationContext> {

  /** The token is of the right kind, but not its user. */
  record NotAnAdministrator() implements AuthorizationResult {
    @Override
    public boolean isGranted() {
      return false;
    }
  }

  @Override
  public AuthorizationResult authorize(
      Supplier<? extends @Nullable Authentication> caller, RequestAuthorizationContext context) {
    if (!(caller.get() instanceof CallerToken token
        && token.getPrincipal() instanceof Caller.User user)) {
      return new AuthorizationDecision(false);
    }
    return administrators.include(user.userId())
        ? new AuthorizationDecision(true)
        : new NotAnAdministrator();
  }
}

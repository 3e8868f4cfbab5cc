package dev.turnpike.ingress.tokens;

import java.util.Optional;
import org.springframework.security.core.context.SecurityContextHolder;

/**
 * The login behind the request that this thread answers, for those who stand before controllers.
 */
public final class CurrentLogin {
  private CurrentLogin() {}

  /** Empty without a token, and for API keys. */
  public static Optional<Login> get() {
    return SecurityContextHolder.getContext().getAuthentication() instanceof CallerToken token
        ? Optional.ofNullable(token.login())
        : Optional.empty();
  }
}

package dev.turnpike.ingress.tokens;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Gives controllers the {@link Login} that the caller's token was issued under. */
final class LoginResolver implements HandlerMethodArgumentResolver {
  @Override
  public boolean supportsParameter(MethodParameter parameter) {
    return parameter.getParameterType() == Login.class;
  }

  @Override
  public Login resolveArgument(
      MethodParameter parameter,
      @Nullable ModelAndViewContainer container,
      NativeWebRequest request,
      @Nullable WebDataBinderFactory binders) {
    Object caller = SecurityContextHolder.getContext().getAuthentication();
    if (caller instanceof CallerToken token) {
      return Objects.requireNonNull(token.login(), "API keys have no login: the rule is wrong.");
    }
    throw new IllegalStateException("Only calls with a token have a login: the rule is wrong.");
  }
}

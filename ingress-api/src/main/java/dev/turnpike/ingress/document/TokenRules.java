package dev.turnpike.ingress.document;

import dev.turnpike.ingress.tokens.CalledBy;
import dev.turnpike.ingress.tokens.Caller;
import dev.turnpike.ingress.tokens.ForAdministrators;
import dev.turnpike.ingress.tokens.Login;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import java.util.List;
import java.util.stream.Stream;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springframework.core.MethodParameter;
import org.springframework.web.method.HandlerMethod;

/** Says which tokens a call takes, after the caller that its method wants and whom it is for. */
final class TokenRules implements OperationCustomizer {
  static final String USER = "userToken";
  static final String ADMINISTRATOR = "administratorToken";
  static final String SESSION = "sessionToken";
  static final String API_KEY = "apiKey";

  @Override
  public Operation customize(Operation operation, HandlerMethod method) {
    Stream.of(method.getMethodParameters())
        .filter(TokenRules::isCaller)
        .findFirst()
        .ifPresent(caller -> operation.setSecurity(tokensOf(caller)));
    if (method.getBeanType().isAnnotationPresent(ForAdministrators.class)) {
      operation.setSecurity(List.of(new SecurityRequirement().addList(ADMINISTRATOR)));
    }
    return operation;
  }

  private static boolean isCaller(MethodParameter parameter) {
    return parameter.hasParameterAnnotation(CalledBy.class)
        || parameter.getParameterType() == Login.class;
  }

  private static List<SecurityRequirement> tokensOf(MethodParameter caller) {
    Class<?> type = caller.getParameterType();
    return Stream.of(
            type == Caller.Session.class ? "" : USER, type == Caller.User.class ? "" : SESSION)
        .filter(each -> !each.isEmpty())
        .map(each -> new SecurityRequirement().addList(each))
        .toList();
  }
}

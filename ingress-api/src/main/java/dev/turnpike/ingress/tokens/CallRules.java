package dev.turnpike.ingress.tokens;

import static dev.turnpike.ingress.tokens.TokenKind.API_KEY;
import static dev.turnpike.ingress.tokens.TokenKind.SESSION;
import static dev.turnpike.ingress.tokens.TokenKind.USER;

import jakarta.servlet.DispatcherType;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;

/**
 * Which call takes which kinds of token. Below {@code /api} and {@code /v1} a call that does not
 * stand here is closed, so that a new one is safe until somebody decides who may make it.
 */
final class CallRules {
  private static final Set<TokenKind> USERS = Set.of(USER);
  private static final Set<TokenKind> SESSIONS = Set.of(SESSION);
  private static final Set<TokenKind> BOTH = Set.of(USER, SESSION);
  private static final Set<TokenKind> KEYS = Set.of(USER, API_KEY);

  private static final List<Rule> RULES =
      List.of(
          new Rule(HttpMethod.POST, "/api/v1/auth/session", USERS),
          new Rule(HttpMethod.GET, "/api/v1/auth/sessions", USERS),
          new Rule(HttpMethod.GET, "/api/v1/auth/sessions/search", USERS),
          new Rule(HttpMethod.GET, "/api/v1/auth/session/{id}/turns", BOTH),
          new Rule(HttpMethod.GET, "/api/v1/auth/user", USERS),
          new Rule(HttpMethod.PATCH, "/api/v1/auth/session/{id}/name", BOTH),
          new Rule(HttpMethod.DELETE, "/api/v1/auth/session/{id}", BOTH),
          new Rule(HttpMethod.POST, "/api/v1/auth/logout", BOTH),
          new Rule(HttpMethod.POST, "/api/v1/auth/api-keys", USERS),
          new Rule(HttpMethod.GET, "/api/v1/auth/api-keys", USERS),
          new Rule(HttpMethod.DELETE, "/api/v1/auth/api-keys/{id}", USERS),
          new Rule(HttpMethod.DELETE, "/api/v1/auth/user", USERS),
          new Rule(HttpMethod.GET, "/api/v1/usage", BOTH),
          new Rule(HttpMethod.PUT, "/api/v1/auth/session/{id}/memory", BOTH),
          new Rule(HttpMethod.GET, "/api/v1/memories", USERS),
          new Rule(HttpMethod.DELETE, "/api/v1/memories", USERS),
          new Rule(HttpMethod.GET, "/api/v1/memories/search", USERS),
          new Rule(HttpMethod.GET, "/api/v1/memories/settings", USERS),
          new Rule(HttpMethod.PUT, "/api/v1/memories/settings", USERS),
          new Rule(HttpMethod.GET, "/api/v1/memories/{id}/history", USERS),
          new Rule(HttpMethod.DELETE, "/api/v1/memories/{id}", USERS),
          new Rule(HttpMethod.POST, "/api/v1/chatbot/chat", SESSIONS),
          new Rule(HttpMethod.POST, "/api/v1/chatbot/chat/stream", SESSIONS),
          new Rule(HttpMethod.POST, "/api/v1/chatbot/evaluation", SESSIONS),
          new Rule(HttpMethod.GET, "/api/v1/chatbot/messages", SESSIONS),
          new Rule(HttpMethod.DELETE, "/api/v1/chatbot/messages", SESSIONS),
          new Rule(HttpMethod.GET, "/api/v1/turns/{id}", BOTH),
          new Rule(HttpMethod.GET, "/api/v1/turns/{id}/stream", BOTH),
          new Rule(HttpMethod.GET, "/api/v1/turns/{id}/scores", BOTH),
          new Rule(HttpMethod.POST, "/api/v1/turns/{id}/cancel", BOTH),
          new Rule(HttpMethod.POST, "/v1/chat/completions", KEYS),
          new Rule(HttpMethod.POST, "/v1/responses", KEYS),
          new Rule(HttpMethod.GET, "/v1/responses/{id}", KEYS),
          new Rule(HttpMethod.POST, "/v1/responses/{id}/cancel", KEYS),
          new Rule(HttpMethod.GET, "/v1/models", KEYS),
          new Rule(HttpMethod.GET, "/v1/models/**", KEYS));

  /** For administrators only. */
  private static final List<Rule> ADMINISTRATION =
      List.of(
          new Rule(HttpMethod.GET, "/api/v1/analytics/**", USERS),
          new Rule(HttpMethod.GET, "/api/v1/operations/overview", USERS),
          new Rule(HttpMethod.GET, "/api/v1/operations/workers", USERS),
          new Rule(HttpMethod.GET, "/api/v1/operations/models", USERS),
          new Rule(HttpMethod.GET, "/api/v1/operations/dead-letters", USERS),
          new Rule(HttpMethod.GET, "/api/v1/operations/dead-letters/*/*/*", USERS),
          new Rule(HttpMethod.POST, "/api/v1/operations/dead-letters/*/*/*/redrive", USERS));

  private CallRules() {}

  private record Rule(HttpMethod method, String path, Set<TokenKind> kinds) {
    String[] authorities() {
      return kinds.stream().map(TokenKind::authority).toArray(String[]::new);
    }
  }

  static void apply(
      AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry
          calls,
      AdministratorRule administrators,
      UnnamedCalls unnamed) {
    calls.dispatcherTypeMatchers(DispatcherType.ASYNC, DispatcherType.ERROR).permitAll();
    calls
        .requestMatchers(HttpMethod.POST, "/api/v1/auth/register", "/api/v1/auth/login")
        .permitAll();
    String[] open = {
      "/api/v1/health",
      "/api/v1/openapi.json",
      "/api/v1/openapi.json.yaml",
      "/api/v1/openapi.json/swagger-config"
    };
    Arrays.asList(HttpMethod.GET, HttpMethod.HEAD)
        .forEach(method -> calls.requestMatchers(method, open).permitAll());
    for (Rule rule : RULES) {
      calls.requestMatchers(rule.method(), rule.path()).hasAnyAuthority(rule.authorities());
    }
    for (Rule rule : ADMINISTRATION) {
      calls.requestMatchers(rule.method(), rule.path()).access(administrators);
    }
    calls.requestMatchers("/api/**", "/v1/**").access(unnamed);
    calls.anyRequest().permitAll();
  }
}

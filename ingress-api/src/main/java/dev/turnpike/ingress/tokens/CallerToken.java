package dev.turnpike.ingress.tokens;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimNames;

/** What Spring Security keeps of a caller for the length of a request. */
final class CallerToken extends AbstractAuthenticationToken {
  private final transient Caller caller;

  private CallerToken(Caller caller, TokenKind kind) {
    super(List.of(new SimpleGrantedAuthority(kind.authority())));
    this.caller = caller;
    setAuthenticated(true);
  }

  /** From a token that was checked. */
  static CallerToken of(Jwt jwt) {
    TokenKind kind = TokenKind.signed(required(jwt, TokenIssuer.KIND)).orElseThrow();
    String user = required(jwt, JwtClaimNames.SUB);
    Caller caller =
        switch (kind) {
          case USER -> new Caller.User(user);
          case SESSION ->
              new Caller.Session(user, required(jwt, TokenIssuer.SESSION), agentOf(jwt));
          case API_KEY -> throw new IllegalArgumentException("API keys are not signed.");
        };
    return new CallerToken(caller, kind);
  }

  /** Tokens from before sessions had agents name none. */
  private static String agentOf(Jwt jwt) {
    return Objects.requireNonNullElse(
        jwt.getClaimAsString(TokenIssuer.AGENT), Caller.Session.DEFAULT_AGENT);
  }

  private static String required(Jwt jwt, String claim) {
    return Objects.requireNonNull(jwt.getClaimAsString(claim));
  }

  @Override
  public Caller getPrincipal() {
    return caller;
  }

  @Override
  public Object getCredentials() {
    return "";
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof CallerToken token && token.caller.equals(caller);
  }

  @Override
  public int hashCode() {
    return caller.hashCode();
  }
}

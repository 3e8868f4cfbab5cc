package dev.turnpike.ingress.tokens;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/** What Spring Security keeps of a caller for the length of a request. */
final class CallerToken extends AbstractAuthenticationToken {
  private final transient Caller caller;
  private final transient @Nullable Login login;
  private final transient Instant issuedAt;

  private CallerToken(TokenKind kind, Caller caller, @Nullable Login login, Instant issuedAt) {
    super(List.of(new SimpleGrantedAuthority(kind.authority())));
    this.caller = caller;
    this.login = login;
    this.issuedAt = issuedAt;
    setAuthenticated(true);
  }

  static CallerToken ofUser(Login login, Instant issuedAt) {
    return new CallerToken(TokenKind.USER, new Caller.User(login.userId()), login, issuedAt);
  }

  static CallerToken ofSession(Caller.Session session, Login login, Instant issuedAt) {
    return new CallerToken(TokenKind.SESSION, session, login, issuedAt);
  }

  static CallerToken ofKey(KnownKey key) {
    Caller caller = new Caller.ApiKey(key.userId(), key.id());
    return new CallerToken(TokenKind.API_KEY, caller, null, key.createdAt());
  }

  /** Null for an API key. */
  @Nullable Login login() {
    return login;
  }

  Instant issuedAt() {
    return issuedAt;
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
    return other instanceof CallerToken token
        && token.caller.equals(caller)
        && Objects.equals(token.login, login)
        && token.issuedAt.equals(issuedAt);
  }

  @Override
  public int hashCode() {
    return Objects.hash(caller, login, issuedAt);
  }
}

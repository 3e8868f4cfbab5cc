package dev.turnpike.ingress.tokens;

import dev.turnpike.ingress.tokens.Revocation.Kind;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The revocations that this node has heard of, in memory, so that checking a token asks nobody.
 *
 * <p>Invariant: one that has not expired is forgotten only when another one says the same and more.
 */
final class KnownRevocations {
  private final Map<Key, Entry> entries = new ConcurrentHashMap<>();

  private record Key(Kind kind, String subject) {}

  /** Times in milliseconds: there may be hundreds of thousands. */
  private record Entry(String userId, long before, long expiresAt) {
    Entry widest(Entry other) {
      return new Entry(
          userId, Math.max(before, other.before), Math.max(expiresAt, other.expiresAt));
    }
  }

  void add(Revocation revocation) {
    Entry entry =
        new Entry(
            revocation.userId(),
            revocation.before().toEpochMilli(),
            revocation.expiresAt().toEpochMilli());
    entries.merge(new Key(revocation.kind(), revocation.subject()), entry, Entry::widest);
  }

  boolean refuses(CallerToken token) {
    Caller caller = token.getPrincipal();
    Instant issued = token.issuedAt();
    Login login = token.login();
    return covers(Kind.USER, caller.userId(), login == null ? issued : login.startedAt())
        || switch (caller) {
          case Caller.ApiKey key -> covers(Kind.API_KEY, key.apiKeyId(), issued);
          case Caller.User _ -> coversLogin(login);
          case Caller.Session session ->
              covers(Kind.SESSION, session.sessionId(), issued) || coversLogin(login);
        };
  }

  int size() {
    return entries.size();
  }

  /** Forgets what has expired, and logins and sessions of users who ended later altogether. */
  void tidy(Instant now) {
    long at = now.toEpochMilli();
    entries.entrySet().removeIf(each -> each.getValue().expiresAt() <= at || isImplied(each));
  }

  private boolean isImplied(Map.Entry<Key, Entry> single) {
    if (!single.getKey().kind().isPartOfLogins()) {
      return false;
    }
    Entry entry = single.getValue();
    return isImplied(entry, Kind.LOGINS) || isImplied(entry, Kind.USER);
  }

  private boolean isImplied(Entry single, Kind kind) {
    Entry all = entries.get(new Key(kind, single.userId()));
    return all != null
        && single.before() <= Revocation.implied(Instant.ofEpochMilli(all.before())).toEpochMilli();
  }

  /**
   * By when it started, not by when the token was issued: a node that has not heard yet may still
   * renew tokens of a login that has ended.
   */
  private boolean coversLogin(@Nullable Login login) {
    return login != null
        && (covers(Kind.LOGIN, login.id(), login.startedAt())
            || covers(Kind.LOGINS, login.userId(), login.startedAt()));
  }

  private boolean covers(Kind kind, String subject, Instant since) {
    Entry entry = entries.get(new Key(kind, subject));
    return entry != null && since.toEpochMilli() <= entry.before();
  }
}

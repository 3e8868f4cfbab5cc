package dev.turnpike.ingress.sessions;

import dev.turnpike.ingress.memories.Switches;
import dev.turnpike.ingress.tokens.Login;
import dev.turnpike.ingress.tokens.TokenIssuer;
import dev.turnpike.memory.book.SwitchedOff;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Shows sessions to their user, each with a new token. Blocks. */
@Component
class SessionViews {
  private final TokenIssuer tokens;
  private final Switches switches;

  SessionViews(TokenIssuer tokens, Switches switches) {
    this.tokens = tokens;
    this.switches = switches;
  }

  SessionView of(Sessions.Session session, Login login) {
    return of(session, login, switches.of(session.userId()), null);
  }

  /**
   * @param lastUsed by the sessions' ids
   */
  List<SessionView> of(
      String userId, List<Sessions.Session> sessions, Map<String, Instant> lastUsed, Login login) {
    SwitchedOff memory = switches.of(userId);
    return sessions.stream().map(each -> of(each, login, memory, lastUsed.get(each.id()))).toList();
  }

  private SessionView of(
      Sessions.Session session, Login login, SwitchedOff memory, @Nullable Instant lastUsedAt) {
    return new SessionView(
        session.id(),
        session.name(),
        session.agent(),
        memory.allows(session.id()),
        session.createdAt(),
        lastUsedAt,
        tokens.forSession(login, session.id(), session.agent()));
  }
}

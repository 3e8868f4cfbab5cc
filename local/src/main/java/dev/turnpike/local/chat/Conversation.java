package dev.turnpike.local.chat;

import dev.turnpike.local.chat.Accounts.Account;
import dev.turnpike.local.chat.ChatApi.Session;
import dev.turnpike.operations.console.Refusal;
import java.net.URI;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A session with a server, from this terminal. */
public final class Conversation {

  private final ChatApi api;
  private final Session session;
  private volatile RunningTurn running = new RunningTurn();

  private Conversation(ChatApi api, Session session) {
    this.api = api;
    this.session = session;
  }

  /**
   * Logs in, with a fresh throw-away user if the server knows none of ours, and opens the session.
   *
   * @param terminal names the terminal among those of this user
   * @param session the one to go on with, or null
   * @param continued go on with the terminal's last one
   */
  public static Conversation open(
      URI server, Accounts accounts, String terminal, @Nullable String session, boolean continued) {
    ChatApi api = new ChatApi(server);
    String name = server.toString();
    Optional<Account> known = accounts.of(name);
    Optional<String> token =
        known.flatMap(account -> api.login(account.email(), account.password()));
    Account account = token.isPresent() ? known.orElseThrow() : fresh();
    String userToken = token.orElseGet(() -> api.register(account.email(), account.password()));
    Session opened =
        wanted(account, terminal, session, continued)
            .map(id -> existing(api, userToken, id))
            .orElseGet(() -> api.newSession(userToken));
    accounts.remember(name, account.withSession(terminal, opened.id()));
    return new Conversation(api, opened);
  }

  public String sessionId() {
    return session.id();
  }

  /**
   * Ends the answer that is under way, or about to be; its last frame tells when that is done. May
   * be called by any thread.
   */
  public void cancel() {
    running.cancel().ifPresent(turn -> api.cancel(session, turn));
  }

  /** Whether the last answer was ended from here. */
  boolean isCancelled() {
    return running.isCancelled();
  }

  /** Says it and has each frame of the answer heard; returns after the last one. */
  void say(String text, Hearer hearer) {
    RunningTurn turn = new RunningTurn();
    running = turn;
    new Listening(api, session, turn).hear(api.say(session, text), hearer);
  }

  private static Optional<String> wanted(
      Account account, String terminal, @Nullable String session, boolean continued) {
    if (session != null) {
      return Optional.of(session);
    }
    return continued ? account.lastSession(terminal) : Optional.empty();
  }

  private static Session existing(ChatApi api, String userToken, String id) {
    return api.sessions(userToken).stream()
        .filter(each -> each.id().equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                new Refusal(
                    "This client's user has no session %s: leave --session out to begin a new one."
                        .formatted(id)));
  }

  private static Account fresh() {
    byte[] random = new byte[12];
    new SecureRandom().nextBytes(random);
    String text = HexFormat.of().formatHex(random);
    return new Account(
        "terminal-%s@example.com".formatted(text.substring(0, 8)), "T!" + text, Map.of());
  }
}

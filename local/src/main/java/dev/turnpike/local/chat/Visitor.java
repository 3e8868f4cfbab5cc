package dev.turnpike.local.chat;

import dev.turnpike.local.chat.Accounts.Account;
import dev.turnpike.local.chat.ChatApi.Session;
import dev.turnpike.operations.console.Refusal;
import java.net.URI;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** This client's user at a server, in one terminal. */
public final class Visitor {

  private final ChatApi api;
  private final UserApi own;
  private final Accounts accounts;
  private final String server;
  private final String terminal;
  private Account account;

  private Visitor(
      ChatApi api,
      UserApi own,
      Accounts accounts,
      String server,
      String terminal,
      Account account) {
    this.api = api;
    this.own = own;
    this.accounts = accounts;
    this.server = server;
    this.terminal = terminal;
    this.account = account;
  }

  /**
   * Logs in, with a fresh throw-away user if the server knows none of ours.
   *
   * @param terminal names the terminal among those of this user
   */
  public static Visitor at(URI server, Accounts accounts, String terminal) {
    HttpCalls calls = new HttpCalls(server);
    ChatApi api = new ChatApi(calls);
    String name = server.toString();
    Optional<Account> known = accounts.of(name);
    Optional<String> token =
        known.flatMap(account -> api.login(account.email(), account.password()));
    Account account = token.isPresent() ? known.orElseThrow() : fresh();
    String userToken = token.orElseGet(() -> api.register(account.email(), account.password()));
    return new Visitor(api, new UserApi(calls, userToken), accounts, name, terminal, account);
  }

  /**
   * @param session the one to go on with, or null
   * @param continued go on with the terminal's last one, if there is one
   */
  public Conversation conversation(@Nullable String session, boolean continued) {
    if (session != null) {
      return open(session);
    }
    Optional<String> last = continued ? account.lastSession(terminal) : Optional.empty();
    return last.map(this::open).orElseGet(this::begin);
  }

  Conversation begin() {
    return in(api.newSession(own.token()));
  }

  Conversation open(String id) {
    return own.sessions().stream()
        .filter(each -> each.id().equals(id))
        .findFirst()
        .map(this::in)
        .orElseThrow(
            () ->
                new Refusal(
                    "This client's user has no session %s: leave --session out to begin a new one."
                        .formatted(id)));
  }

  List<Session> sessions() {
    return own.sessions();
  }

  /** The calls about what the user has. */
  UserApi own() {
    return own;
  }

  private Conversation in(Session session) {
    account = account.withSession(terminal, session.id());
    accounts.remember(server, account);
    return new Conversation(api, session);
  }

  private static Account fresh() {
    byte[] random = new byte[12];
    new SecureRandom().nextBytes(random);
    String text = HexFormat.of().formatHex(random);
    return new Account(
        "terminal-%s@example.com".formatted(text.substring(0, 8)), "T!" + text, Map.of());
  }
}

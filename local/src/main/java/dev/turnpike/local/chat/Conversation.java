package dev.turnpike.local.chat;

import dev.turnpike.local.chat.Accounts.Account;
import dev.turnpike.local.chat.ChatApi.Session;
import dev.turnpike.local.console.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A session with a server, from this terminal. A stream that breaks off is taken up again where it
 * broke, as the turn goes on without its listener.
 */
public final class Conversation {

  private static final Duration RESUME_LIMIT = Duration.ofSeconds(30);
  private static final Duration RESUME_PAUSE = Duration.ofMillis(500);

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

  /** Says it and hands each frame of the answer over; returns after the last one. */
  void say(String text, Consumer<Frame> listener) {
    RunningTurn turn = new RunningTurn();
    running = turn;
    Consumer<Frame> frames =
        frame -> {
          listener.accept(frame);
          turn.isCalled(frame.turn()).ifPresent(id -> api.cancel(session, id));
        };
    Frame last = follow(api.say(session, text), null, frames);
    long deadline = System.nanoTime() + RESUME_LIMIT.toNanos();
    while (last == null || !last.done()) {
      if (last == null || last.cursor() == null || System.nanoTime() > deadline) {
        throw new Refusal(
            "The connection broke off before the answer ended; the turn itself goes on.");
      }
      last = resume(last, frames);
    }
  }

  private Frame resume(Frame last, Consumer<Frame> frames) {
    String cursor = String.valueOf(last.cursor());
    try {
      Thread.sleep(RESUME_PAUSE);
      return api.resume(session, last.turn(), cursor)
          .map(rest -> follow(rest, last, frames))
          .orElse(last);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Refusal("Interrupted.", e);
    }
  }

  private static @Nullable Frame follow(
      InputStream stream, @Nullable Frame before, Consumer<Frame> frames) {
    Frame last = before;
    try (FrameReader reader = new FrameReader(stream)) {
      for (Frame frame = reader.next(); frame != null; frame = reader.next()) {
        frames.accept(frame);
        last = frame;
        if (frame.done()) {
          break;
        }
      }
    } catch (IOException brokeOff) {
      return last;
    }
    return last;
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

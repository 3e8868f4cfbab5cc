package dev.turnpike.local.chat;

import dev.turnpike.judge.evaluation.Answered;
import dev.turnpike.judge.evaluation.Asker;
import dev.turnpike.judge.evaluation.Item;
import dev.turnpike.local.chat.ChatApi.Session;
import dev.turnpike.operations.console.Refusal;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Asks over the public API, as a user of its own who is forgotten at the end: nothing of it is in
 * anyone's sessions, memory or usage. Turns of one session wait for each other, so there are as
 * many sessions as turns may run at once.
 */
public final class EvaluationChat implements Asker, AutoCloseable {

  /** One session, used by one question at a time. */
  private record Seat(ChatApi api, Session session) {}

  private static final int FORGETTING_TRIES = 5;
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final List<ChatApi> apis;
  private final String userToken;
  private final @Nullable String model;
  private final String email;
  private final Consumer<String> warnings;
  private final BlockingQueue<Seat> seats = new LinkedBlockingQueue<>();
  private final AtomicBoolean closed = new AtomicBoolean();

  private EvaluationChat(
      List<ChatApi> apis,
      String userToken,
      @Nullable String model,
      String email,
      Consumer<String> warnings) {
    this.apis = apis;
    this.userToken = userToken;
    this.model = model;
    this.email = email;
    this.warnings = warnings;
  }

  /**
   * @param servers nodes of one system, which take turns
   * @param agent null for the default one
   * @param model null for the agent's own
   * @param warnings hears when the account stays behind
   */
  public static EvaluationChat open(
      List<URI> servers,
      @Nullable String agent,
      @Nullable String model,
      int sessions,
      Consumer<String> warnings) {
    List<ChatApi> apis = servers.stream().map(ChatApi::new).toList();
    String random = random();
    String email = "evaluation-%s@example.com".formatted(random.substring(0, 12));
    String userToken = apis.getFirst().register(email, "E!x" + random);
    EvaluationChat chat = new EvaluationChat(apis, userToken, model, email, warnings);
    try {
      for (int number = 0; number < sessions; number++) {
        ChatApi api = apis.get(number % apis.size());
        chat.seats.add(new Seat(api, api.newSession(userToken, agent)));
      }
      return chat;
    } catch (RuntimeException e) {
      chat.close();
      throw e;
    }
  }

  @Override
  public Answered ask(Item item) throws InterruptedException {
    Seat seat = seats.take();
    try {
      return new EvaluationTurn(seat.api(), seat.session(), item, model).ask();
    } finally {
      seats.add(seat);
    }
  }

  /** Once; whoever else closes it meanwhile does nothing. */
  @Override
  public void close() {
    if (closed.getAndSet(true)) {
      return;
    }
    String why = "";
    for (int tries = 0; tries < FORGETTING_TRIES; tries++) {
      try {
        apis.getFirst().forget(userToken);
        return;
      } catch (BusyException e) {
        why = String.valueOf(e.getMessage());
        LockSupport.parkNanos(PAUSE.toNanos());
      } catch (Refusal e) {
        why = String.valueOf(e.getMessage());
        break;
      }
    }
    warnings.accept(
        "The account %s of this evaluation could not be deleted, with the turns it asked. %s"
            .formatted(email, why));
  }

  private static String random() {
    byte[] random = new byte[12];
    new SecureRandom().nextBytes(random);
    return HexFormat.of().formatHex(random);
  }
}

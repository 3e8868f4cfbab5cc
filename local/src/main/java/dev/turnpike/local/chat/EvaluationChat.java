package dev.turnpike.local.chat;

import dev.turnpike.judge.evaluation.Answered;
import dev.turnpike.judge.evaluation.Asker;
import dev.turnpike.judge.evaluation.Item;
import dev.turnpike.local.chat.ChatApi.Session;
import dev.turnpike.local.console.Refusal;
import java.net.URI;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * Asks over the public API, as a user of its own who is forgotten at the end: nothing of it is in
 * anyone's sessions, memory or usage. Turns of one session wait for each other, so there are as
 * many sessions as turns may run at once.
 */
public final class EvaluationChat implements Asker, AutoCloseable {

  /** One session, used by one question at a time. */
  private record Seat(ChatApi api, Session session) {}

  private final List<ChatApi> apis;
  private final String userToken;
  private final @Nullable String model;
  private final BlockingQueue<Seat> seats;

  private EvaluationChat(
      List<ChatApi> apis, String userToken, @Nullable String model, BlockingQueue<Seat> seats) {
    this.apis = apis;
    this.userToken = userToken;
    this.model = model;
    this.seats = seats;
  }

  /**
   * @param servers nodes of one system, which take turns
   * @param agent null for the default one
   * @param model null for the agent's own
   */
  public static EvaluationChat open(
      List<URI> servers, @Nullable String agent, @Nullable String model, int sessions) {
    List<ChatApi> apis = servers.stream().map(ChatApi::new).toList();
    String random = random();
    String userToken =
        apis.getFirst()
            .register(
                "evaluation-%s@example.com".formatted(random.substring(0, 12)), "E!x" + random);
    BlockingQueue<Seat> seats = new ArrayBlockingQueue<>(sessions);
    EvaluationChat chat = new EvaluationChat(apis, userToken, model, seats);
    try {
      for (int number = 0; number < sessions; number++) {
        ChatApi api = apis.get(number % apis.size());
        seats.add(new Seat(api, api.newSession(userToken, agent)));
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

  @Override
  public void close() {
    try {
      apis.getFirst().forget(userToken);
    } catch (Refusal away) {
      // A system that has gone takes its users along; any other is told by the next run's failure.
    }
  }

  private static String random() {
    byte[] random = new byte[12];
    new SecureRandom().nextBytes(random);
    return HexFormat.of().formatHex(random);
  }
}

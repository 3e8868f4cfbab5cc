package dev.turnpike.chaos.load;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** Clients that ask for long answers and leave them unread, each in a session of its own. */
public final class Loiterers {

  /** How many there can be at once. */
  static final int MOST = 8;

  private static final Duration READING_LIMIT = Duration.ofMinutes(2);
  private static final String LONG = "sim:ttft=50,gap=20,tokens=400,text=lorem,seed=%d";

  /** More than the buffers on its way hold: it comes faster than anybody would read it. */
  private static final String ENORMOUS = "sim:ttft=50,gap=1,tokens=10000,text=lorem,seed=%d";

  private final ChatClient client;
  private final List<Entrance> entrances;
  private final List<ChatClient.Session> sessions;
  private final Ledger ledger;

  /** One whose question was accepted. */
  private record Loiterer(
      Asked asked,
      Entrance entrance,
      ChatClient.Session session,
      HttpResponse<InputStream> stream) {}

  Loiterers(
      ChatClient client,
      List<Entrance> entrances,
      List<ChatClient.Session> sessions,
      Ledger ledger) {
    this.client = client;
    this.entrances = List.copyOf(entrances);
    this.sessions = List.copyOf(sessions);
    this.ledger = ledger;
  }

  /**
   * Some that are never heard of again.
   *
   * @return what breaks their connections, when their hosts would have noticed
   */
  public Runnable vanish(int choice) {
    SplittableRandom random = new SplittableRandom(choice);
    List<Closeable> open = new ArrayList<>();
    for (ChatClient.Session session : sessions) {
      ask(session, LONG, random).ifPresent(one -> open.add(one.stream().body()));
    }
    return () -> open.forEach(Loiterers::close);
  }

  /**
   * One that reads nothing for a while.
   *
   * @return what makes it read on, to the end
   */
  public Runnable dawdle(int choice) {
    SplittableRandom random = new SplittableRandom(choice);
    ChatClient.Session session = sessions.get(random.nextInt(sessions.size()));
    Optional<Loiterer> dawdler = ask(session, ENORMOUS, random);
    return () -> dawdler.ifPresent(one -> readOn(one, random));
  }

  private Optional<Loiterer> ask(
      ChatClient.Session session, String model, SplittableRandom random) {
    Entrance entrance = entrances.get(random.nextInt(entrances.size()));
    Question question = question(model.formatted(random.nextInt(1, 1000)));
    Asked asked = new Asked(question, session.id(), entrance.name());
    ledger.add(asked);
    try {
      HttpResponse<InputStream> response = client.ask(entrance.url(), session, question, null);
      if (response.statusCode() == 200) {
        asked.answered(Asked.Answered.ACCEPTED);
        return Optional.of(new Loiterer(asked, entrance, session, response));
      }
      asked.answered(Asked.Answered.REFUSED);
      response.body().close();
    } catch (IOException unknown) {
      // Nobody was promised anything.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return Optional.empty();
  }

  private Question question(String model) {
    Marker marker = ledger.next();
    return new Question(
        marker, "Tell me all. " + marker, model, false, "enqueue", false, Habit.STEADY, null);
  }

  private void readOn(Loiterer one, SplittableRandom random) {
    Audience audience = new Audience(client, entrances, one.session(), random);
    try {
      audience.welcome(one.asked(), one.entrance(), one.stream());
      audience.awaitEnds(READING_LIMIT);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void close(Closeable stream) {
    try {
      stream.close();
    } catch (IOException broken) {
      // That was the point.
    }
  }
}

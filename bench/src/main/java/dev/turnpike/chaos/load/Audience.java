package dev.turnpike.chaos.load;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator.SplittableGenerator;
import org.jspecify.annotations.Nullable;

/** Those who listen to the answers in one session, each with the question's habit. */
final class Audience {
  private static final int LONGEST_ABSENCE_MILLIS = 3_000;
  private static final Duration LOOK = Duration.ofMillis(20);

  private final ChatClient client;
  private final List<Entrance> entrances;
  private final ChatClient.Session session;
  private final SplittableGenerator random;
  private final List<Thread> threads = new ArrayList<>();

  /** What a listener does. */
  private interface Course {
    void run() throws InterruptedException;
  }

  Audience(
      ChatClient client,
      List<Entrance> entrances,
      ChatClient.Session session,
      SplittableGenerator random) {
    this.client = client;
    this.entrances = List.copyOf(entrances);
    this.session = session;
    this.random = random;
  }

  /**
   * Has somebody listen, and returns.
   *
   * @param accepted the node's answer to the question, whose body is still to be read
   */
  void welcome(Asked asked, Entrance entrance, HttpResponse<InputStream> accepted)
      throws IOException {
    Habit habit = asked.question().habit();
    Heard heard = asked.heardBy(habit);
    ChatClient.turn(accepted.headers()).ifPresent(heard::isCalled);
    @Nullable InputStream stream = accepted.body();
    if (accepted.statusCode() != 200) {
      stream.close();
      stream = null;
      if (heard.turn().isEmpty()) {
        heard.odd("accepted with %d and no Location".formatted(accepted.statusCode()));
      }
    }
    Thread listening = listen(asked, entrance, heard, stream);
    if (habit == Habit.ACCOMPANIED) {
      accompany(asked, heard, listening, entrance);
    }
  }

  /** Gives up those who have not heard the end in time; their turns are still under way. */
  void awaitEnds(Duration limit) throws InterruptedException {
    for (Thread thread : threads) {
      if (!thread.join(limit)) {
        thread.interrupt();
      }
    }
  }

  private Thread listen(Asked asked, Entrance entrance, Heard heard, @Nullable InputStream stream) {
    Listener listener = new Listener(client, entrances, session.token(), heard, random.split());
    int absence = random.nextInt(LONGEST_ABSENCE_MILLIS);
    return start(
        "listener-" + asked.marker(),
        () -> {
          if (stream == null) {
            Thread.sleep(absence);
          }
          try {
            listener.listen(stream, entrance);
          } finally {
            asked.over();
          }
        });
  }

  /** The user's own token opens each of the user's turns. */
  private void accompany(Asked asked, Heard first, Thread listening, Entrance entrance) {
    Heard second = asked.heardBy(Habit.RESTLESS);
    Listener listener =
        new Listener(client, entrances, session.userToken(), second, random.split());
    var _ =
        start(
            "companion-" + asked.marker(),
            () -> {
              while (first.turn().isEmpty() && !listening.join(LOOK)) {}
              first.turn().ifPresent(second::isCalled);
              listener.listen(null, entrance);
            });
  }

  private Thread start(String name, Course course) {
    Thread thread =
        Thread.ofVirtual()
            .name(name)
            .start(
                () -> {
                  try {
                    course.run();
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                  }
                });
    threads.add(thread);
    return thread;
  }
}

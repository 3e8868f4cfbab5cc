package dev.turnpike.chaos.load;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator.SplittableGenerator;
import org.jspecify.annotations.Nullable;

/**
 * One user in one session: asks a few questions without waiting for their answers, each at an
 * ingress node of its own choice, then waits for all and begins anew. A question is sent when the
 * one before was acknowledged, so the order accepted is the order asked. Now and then the session
 * is cleared or deleted, before its answers have ended or after.
 */
final class Conversation implements Runnable {
  private static final Duration AFTER_REFUSAL = Duration.ofMillis(500);

  /** Three long answers, one after the other, and the faults that befall them. */
  private static final Duration SILENCE_LIMIT = Duration.ofMinutes(6);

  private final ChatClient client;
  private final List<Entrance> entrances;
  private final Talk talk;
  private final Ledger ledger;
  private final SplittableGenerator random;
  private final CountDownLatch over;
  private final Tidier tidier;

  private ChatClient.Session session;

  /** The turns of the session's history, as far as is known here. */
  private final List<UUID> history = new ArrayList<>();

  /** Whether something of the session may come to the log later than it is known here. */
  private boolean unsettled;

  /**
   * @param over when it reaches zero, nothing more is asked
   */
  Conversation(
      ChatClient client,
      List<Entrance> entrances,
      ChatClient.Session session,
      Talk talk,
      Ledger ledger,
      SplittableGenerator random,
      CountDownLatch over) {
    this.client = client;
    this.entrances = List.copyOf(entrances);
    this.session = session;
    this.talk = talk;
    this.ledger = ledger;
    this.random = random;
    this.over = over;
    this.tidier = new Tidier(client, entrances, ledger, random, over);
  }

  @Override
  public void run() {
    try {
      while (!pause(Duration.ofMillis(random.nextLong(20, talk.longestPause().toMillis())))) {
        if (!burst()) {
          pause(AFTER_REFUSAL);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whether all of it was accepted; then all has been heard to its end. */
  private boolean burst() throws InterruptedException {
    Tidying tidying = talk.tidies(random);
    boolean early = random.nextBoolean();
    Audience audience =
        new Audience(
            client, entrances, tidying == Tidying.DELETE ? session.ofUser() : session, random);
    boolean accepted = true;
    for (int left = talk.burst(random); left > 0 && accepted; left--) {
      accepted = ask(audience);
    }
    if (early) {
      tidy(tidying);
    }
    audience.awaitEnds(SILENCE_LIMIT);
    if (!early) {
      tidy(tidying);
    }
    return accepted;
  }

  /** What may still come to the log would belong to a session that is not there any more. */
  private void tidy(Tidying how) throws InterruptedException {
    switch (how) {
      case NONE -> {}
      case CLEAR -> {
        tidier.clear(session);
        history.clear();
      }
      case DELETE -> {
        if (!unsettled) {
          tidier.delete(session);
          session = tidier.another(session);
          history.clear();
        }
      }
    }
  }

  private boolean ask(Audience audience) throws InterruptedException {
    Entrance entrance = entrances.get(random.nextInt(entrances.size()));
    Question question = talk.question(ledger.next(), random);
    UUID replaced = question.replaces() ? replaced() : null;
    Asked asked = new Asked(question, session.id(), entrance.name());
    ledger.add(asked);
    try {
      HttpResponse<InputStream> response = client.ask(entrance.url(), session, question, replaced);
      if (response.statusCode() / 100 != 2) {
        asked.answered(Asked.Answered.REFUSED);
        refused(response.statusCode(), replaced);
        response.body().close();
        return false;
      }
      asked.answered(Asked.Answered.ACCEPTED);
      remember(ChatClient.turn(response.headers()), replaced);
      audience.welcome(asked, entrance, response);
      cancelInTime(asked);
      return true;
    } catch (ConnectException notSent) {
      asked.answered(Asked.Answered.REFUSED);
      return false;
    } catch (IOException unknown) {
      unsettled = true;
      return false;
    }
  }

  /** The last turn mostly, else one a little before it. */
  private @Nullable UUID replaced() {
    if (history.isEmpty()) {
      return null;
    }
    int back = random.nextBoolean() ? 0 : random.nextInt(Math.min(3, history.size()));
    return history.get(history.size() - 1 - back);
  }

  private void remember(Optional<UUID> turn, @Nullable UUID replaced) {
    if (replaced != null) {
      history.subList(history.indexOf(replaced), history.size()).clear();
    }
    turn.ifPresent(history::add);
  }

  /** A turn that could not be replaced has left the history; a node in trouble knows no more. */
  private void refused(int status, @Nullable UUID replaced) {
    unsettled |= status >= 500;
    if (replaced != null) {
      history.remove(replaced);
    }
  }

  private void cancelInTime(Asked asked) {
    Duration after = asked.question().cancelAfter();
    if (after == null) {
      return;
    }
    Entrance entrance = entrances.get(random.nextInt(entrances.size()));
    ChatClient.Session own = session;
    Thread.ofVirtual()
        .name("canceller-" + asked.marker())
        .start(
            () -> {
              try {
                pause(after);
                Optional<UUID> turn = asked.turn();
                if (turn.isPresent()) {
                  client.cancel(entrance.url(), own, turn.get());
                }
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
  }

  /** True when the load is over. */
  private boolean pause(Duration length) throws InterruptedException {
    return over.await(length.toMillis(), TimeUnit.MILLISECONDS);
  }
}

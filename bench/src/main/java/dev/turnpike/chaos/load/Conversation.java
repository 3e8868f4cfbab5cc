package dev.turnpike.chaos.load;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator.SplittableGenerator;

/**
 * One user in one session: asks a few questions without waiting for their answers, each at an
 * ingress node of its own choice, then waits for all and begins anew. A question is sent when the
 * one before was acknowledged, so the order accepted is the order asked.
 */
final class Conversation implements Runnable {
  private static final Duration AFTER_REFUSAL = Duration.ofMillis(500);

  /** Three long answers, one after the other, and the faults that befall them. */
  private static final Duration SILENCE_LIMIT = Duration.ofMinutes(6);

  private final ChatClient client;
  private final List<Entrance> entrances;
  private final ChatClient.Session session;
  private final Talk talk;
  private final Ledger ledger;
  private final SplittableGenerator random;
  private final CountDownLatch over;

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
    Audience audience = new Audience(client, entrances, session, random);
    boolean accepted = true;
    for (int left = talk.burst(random); left > 0 && accepted; left--) {
      accepted = ask(audience);
    }
    audience.awaitEnds(SILENCE_LIMIT);
    return accepted;
  }

  private boolean ask(Audience audience) throws InterruptedException {
    Entrance entrance = entrances.get(random.nextInt(entrances.size()));
    Question question = talk.question(ledger.next(), random);
    Asked asked = new Asked(question, session.id(), entrance.name());
    ledger.add(asked);
    try {
      HttpResponse<InputStream> response = client.ask(entrance.url(), session, question);
      if (response.statusCode() / 100 != 2) {
        asked.answered(Asked.Answered.REFUSED);
        response.body().close();
        return false;
      }
      asked.answered(Asked.Answered.ACCEPTED);
      audience.welcome(asked, entrance, response);
      cancelInTime(asked);
      return true;
    } catch (ConnectException notSent) {
      asked.answered(Asked.Answered.REFUSED);
      return false;
    } catch (IOException unknown) {
      return false;
    }
  }

  private void cancelInTime(Asked asked) {
    Duration after = asked.question().cancelAfter();
    if (after == null) {
      return;
    }
    Entrance entrance = entrances.get(random.nextInt(entrances.size()));
    Thread.ofVirtual()
        .name("canceller-" + asked.marker())
        .start(
            () -> {
              try {
                pause(after);
                Optional<UUID> turn = asked.turn();
                if (turn.isPresent()) {
                  client.cancel(entrance.url(), session, turn.get());
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

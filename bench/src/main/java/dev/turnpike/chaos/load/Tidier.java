package dev.turnpike.chaos.load;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/** Clears and deletes sessions and opens new ones, at whatever node is there. */
final class Tidier {
  private static final Duration BETWEEN_TRIES = Duration.ofMillis(500);
  private static final int TRIES = 5;
  private static final int NOT_FOUND = 404;

  private final ChatClient client;
  private final List<Entrance> entrances;
  private final Ledger ledger;
  private final RandomGenerator random;
  private final CountDownLatch over;

  /**
   * @param over when it reaches zero, nothing more is tried
   */
  Tidier(
      ChatClient client,
      List<Entrance> entrances,
      Ledger ledger,
      RandomGenerator random,
      CountDownLatch over) {
    this.client = client;
    this.entrances = List.copyOf(entrances);
    this.ledger = ledger;
    this.random = random;
    this.over = over;
  }

  /** Once, whatever comes of it: the log tells. */
  void clear(ChatClient.Session session) throws InterruptedException {
    boolean acknowledged = false;
    try {
      acknowledged = isSuccess(client.clear(entrance(), session));
    } catch (IOException unknown) {
      // It may be in the log or not.
    }
    ledger.add(new Erasure(session.id(), Tidying.CLEAR, acknowledged));
  }

  /** A session that is not there any more when it is tried again was deleted before. */
  void delete(ChatClient.Session session) throws InterruptedException {
    boolean acknowledged = false;
    for (int tries = 0; tries < TRIES && !acknowledged; tries++) {
      try {
        int status = client.delete(entrance(), session);
        acknowledged = isSuccess(status) || (tries > 0 && status == NOT_FOUND);
      } catch (IOException unknown) {
        // Another node may know.
      }
      if (!acknowledged && pause()) {
        break;
      }
    }
    ledger.add(new Erasure(session.id(), Tidying.DELETE, acknowledged));
  }

  /** Another session of the same user; the same one again if the load is over before. */
  ChatClient.Session another(ChatClient.Session last) throws InterruptedException {
    do {
      try {
        return client.session(entrance().url(), last.userToken());
      } catch (IOException away) {
        // Another node may be there.
      }
    } while (!pause());
    return last;
  }

  private Entrance entrance() {
    return entrances.get(random.nextInt(entrances.size()));
  }

  private static boolean isSuccess(int status) {
    return status / 100 == 2;
  }

  /** True when the load is over. */
  private boolean pause() throws InterruptedException {
    return over.await(BETWEEN_TRIES.toMillis(), TimeUnit.MILLISECONDS);
  }
}

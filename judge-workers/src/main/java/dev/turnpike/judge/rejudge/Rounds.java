package dev.turnpike.judge.rejudge;

import dev.turnpike.platform.EventRecords;
import dev.turnpike.platform.command.AdvisoryLock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is done beside judging, twice a second: to see that no other run has begun, how far judging
 * of new turns is, and to tell how far this run is; and on a thread of its own, since Kafka may
 * take its time, to publish what was stored.
 */
final class Rounds implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Rounds.class);
  private static final Duration EVERY = Duration.ofMillis(500);
  private static final int LOOK_EVERY = 4;

  /** Each may take ten seconds. Kafka may be away for a while: what is stored is not lost. */
  private static final int MOST_FAILURES = 60;

  /** At the end somebody waits. */
  private static final int MOST_LAST_FAILURES = 3;

  private final AdvisoryLock lock;
  private final LiveJudging live;
  private final Announcer announcer;
  private final Desk desk;
  private final RunBudget budget;
  private final RejudgeListener listener;
  private final Halt halt;
  private final CountDownLatch ending = new CountDownLatch(1);
  private final List<Thread> threads =
      List.of(
          Thread.ofPlatform().name("rejudge-watch").unstarted(() -> each(this::watch)),
          Thread.ofPlatform().name("rejudge-announce").unstarted(() -> each(this::announce)));

  /** In a row; the announcing thread's, and at the end the closer's. */
  private final AtomicInteger failures = new AtomicInteger();

  Rounds(
      AdvisoryLock lock,
      LiveJudging live,
      Announcer announcer,
      Desk desk,
      RunBudget budget,
      RejudgeListener listener,
      Halt halt) {
    this.lock = lock;
    this.live = live;
    this.announcer = announcer;
    this.desk = desk;
    this.budget = budget;
    this.listener = listener;
    this.halt = halt;
  }

  Rounds start() {
    live.look(); // before anything is judged
    threads.forEach(Thread::start);
    return this;
  }

  /** After the end of judging: publishes the last of it. */
  void last() throws InterruptedException {
    close();
    failures.set(0);
    while (!announced()) {
      if (failures.get() == MOST_LAST_FAILURES) {
        throw new RejudgeRefusal(
            "Kafka takes no scores; what was judged is kept: run it again, and it publishes them.");
      }
      Thread.sleep(EVERY);
    }
    tell();
  }

  @Override
  public void close() throws InterruptedException {
    ending.countDown();
    for (var thread : threads) {
      thread.join();
    }
  }

  private void each(IntConsumer work) {
    try {
      for (int round = 1; !ending.await(EVERY.toMillis(), TimeUnit.MILLISECONDS); round++) {
        work.accept(round);
      }
    } catch (Throwable e) { // whatever it is, who judges must hear of it
      halt.fail(e);
    }
  }

  private void watch(int round) {
    requireAlone();
    if (round % LOOK_EVERY == 0) {
      live.look();
    }
    tell();
  }

  private void announce(int round) {
    if (!announced() && failures.get() == MOST_FAILURES) {
      throw new RejudgeRefusal(
          "Kafka has taken no scores for long; what was judged is kept: run it again and it goes on.");
    }
  }

  /** Never without the lock: another run may have begun, and opening a producer would end its. */
  private boolean announced() {
    requireAlone();
    try {
      announcer.announce();
      failures.set(0);
      return true;
    } catch (RuntimeException e) {
      if (!(e instanceof KafkaException) && !EventRecords.isOutage(e)) {
        throw e;
      }
      var _ = failures.incrementAndGet();
      log.atWarn().setCause(e).log("Scores could not be published yet");
      return false;
    }
  }

  private void requireAlone() {
    synchronized (lock) { // it has one connection
      if (!lock.isHeld()) {
        throw new RejudgeRefusal(
            "The connection to the database was lost; what was judged is kept: run it again and it goes on.");
      }
    }
  }

  private void tell() {
    var waiting =
        failures.get() > 0 ? Optional.of("Kafka takes no scores") : desk.outage().or(live::behind);
    listener.progress(new Progress(desk.done().all(), budget.consumed(), waiting));
  }
}

package dev.turnpike.judge.rejudge;

import dev.turnpike.platform.command.AdvisoryLock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is done beside judging, twice a second on a thread of its own: to see that no other run has
 * begun and how far judging of new turns is, to publish what was stored, and to tell how far the
 * run is.
 */
final class Rounds implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Rounds.class);
  private static final Duration EVERY = Duration.ofMillis(500);
  private static final int LOOK_EVERY = 4;

  /** Kafka may be away for a while: what is stored can be published later. */
  private static final int MOST_KAFKA_FAILURES = 100;

  /** The last time, nobody is kept waiting that long. */
  private static final int MOST_LAST_FAILURES = 10;

  private final AdvisoryLock lock;
  private final LiveJudging live;
  private final Announcer announcer;
  private final Desk desk;
  private final RunBudget budget;
  private final RejudgeListener listener;
  private final Halt halt;
  private final CountDownLatch ending = new CountDownLatch(1);
  private final Thread thread = Thread.ofPlatform().name("rejudge-rounds").unstarted(this::run);
  private int kafkaFailures; // this thread's, then the closer's

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
    thread.start();
    return this;
  }

  /** After the end of judging: publishes the last of it. */
  void last() throws InterruptedException {
    close();
    kafkaFailures = 0;
    while (!announce()) {
      if (kafkaFailures > MOST_LAST_FAILURES) {
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
    thread.join();
  }

  private void run() {
    try {
      for (int round = 1; !ending.await(EVERY.toMillis(), TimeUnit.MILLISECONDS); round++) {
        requireAlone();
        if (round % LOOK_EVERY == 0) {
          live.look();
        }
        if (!announce() && kafkaFailures > MOST_KAFKA_FAILURES) {
          throw new RejudgeRefusal(
              "Kafka has taken no scores for long; what was judged is kept: run it again and it goes on.");
        }
        tell();
      }
    } catch (Throwable e) { // whatever it is, who judges must hear of it
      halt.fail(e);
    }
  }

  private void requireAlone() {
    if (!lock.isHeld()) {
      throw new RejudgeRefusal(
          "The connection to the database was lost; what was judged is kept: run it again and it goes on.");
    }
  }

  private boolean announce() {
    try {
      announcer.announce();
      kafkaFailures = 0;
      return true;
    } catch (KafkaException e) {
      kafkaFailures++;
      log.atWarn().setCause(e).log("Scores could not be published yet");
      return false;
    }
  }

  private void tell() {
    var waiting =
        kafkaFailures > 0 ? Optional.of("Kafka takes no scores") : desk.outage().or(live::behind);
    listener.progress(new Progress(desk.done().all(), budget.consumed(), waiting));
  }
}

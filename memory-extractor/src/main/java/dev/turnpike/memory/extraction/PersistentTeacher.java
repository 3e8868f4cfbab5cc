package dev.turnpike.memory.extraction;

import dev.turnpike.platform.EventRecords;
import dev.turnpike.platform.turns.DeliveredTurn;
import java.time.Duration;
import java.util.Optional;

/**
 * Learns from turns that no consumer delivers, with a consumer's patience: an outage is waited out,
 * and a turn that fails several times is given up. Thread-safe.
 */
public final class PersistentTeacher {

  private static final int TRIES = 4;
  private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

  private final Teacher teacher;
  private final Duration patience;

  /**
   * @param patience how long an outage may last
   */
  public PersistentTeacher(Teacher teacher, Duration patience) {
    this.teacher = teacher;
    this.patience = patience;
  }

  /**
   * @return why the turn was given up; empty when it was learned from
   * @throws RuntimeException the outage that lasted too long
   */
  public Optional<RuntimeException> learn(DeliveredTurn turn) throws InterruptedException {
    int failures = 0;
    long begun = System.nanoTime();
    for (int pauses = 0; ; pauses++) {
      try {
        var _ = teacher.learn(turn);
        return Optional.empty();
      } catch (RuntimeException e) {
        if (!EventRecords.isOutage(e)) {
          if (++failures == TRIES) {
            return Optional.of(e);
          }
        } else if (System.nanoTime() - begun > patience.toNanos()) {
          throw e;
        }
        Thread.sleep(pause(pauses));
      }
    }
  }

  private static Duration pause(int pauses) {
    var pause = FIRST_PAUSE.multipliedBy(1L << Math.min(pauses, 10));
    return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
  }
}

package dev.turnpike.bench.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/** One client in a closed loop: it asks again as soon as it has the whole answer. */
final class User implements Callable<List<Turn>> {
  /** After a failure, so that a server that refuses at once is not flooded. */
  private static final long PAUSE_NANOS = Duration.ofMillis(100).toNanos();

  private final int number;
  private final Lane lane;
  private final List<Reference> references;
  private final Duration silence;
  private final long firstNanos;
  private final long lastNanos;

  /**
   * @param firstNanos when to ask first
   * @param lastNanos when to ask no more; it asks twice even so
   */
  User(
      int number,
      Lane lane,
      List<Reference> references,
      Duration silence,
      long firstNanos,
      long lastNanos) {
    this.number = number;
    this.lane = lane;
    this.references = references;
    this.silence = silence;
    this.firstNanos = firstNanos;
    this.lastNanos = lastNanos;
  }

  @Override
  public List<Turn> call() {
    List<Turn> turns = new ArrayList<>();
    Moment.await(firstNanos);
    try (Asker asker = new Asker(lane, silence)) {
      while (turns.size() < 2 || System.nanoTime() - lastNanos < 0) {
        Turn turn = asker.ask(references.get((number + turns.size()) % references.size()));
        turns.add(turn);
        if (!turn.succeeded()) {
          LockSupport.parkNanos(turn.refused() ? asker.retryAfterNanos() : PAUSE_NANOS);
        }
      }
      return turns;
    }
  }
}

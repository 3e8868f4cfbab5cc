package dev.turnpike.stress;

import dev.turnpike.bench.load.Reply;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Asks again for as long as it is told when to come again, and comes then, never sooner; any other
 * answer is the last. Everything is counted.
 */
final class Insistence {
  private final Pause pause;
  private final Duration patience;

  /**
   * @param patience nobody waits longer for one thing, from when it was wanted
   */
  Insistence(Pause pause, Duration patience) {
    this.pause = pause;
    this.patience = patience;
  }

  /**
   * @param wantedNanos when the user wanted it; pauses and delays count from there
   * @return what was answered; empty if it failed
   */
  <T> Optional<T> ask(Tally tally, long wantedNanos, Supplier<Reply<T>> request) {
    for (int refusals = 0; ; refusals++) {
      long sent = System.nanoTime();
      switch (request.get()) {
        case Reply.Done<T>(T value) -> {
          long now = System.nanoTime();
          tally.done(refusals, Duration.ofNanos(now - sent), Duration.ofNanos(now - wantedNanos));
          return Optional.of(value);
        }
        case Reply.Failed<T> failed -> {
          tally.failed(refusals, failed);
          return Optional.empty();
        }
        case Reply.Refused<T> refused -> {
          tally.refused(refused);
          Duration waited = Duration.ofNanos(System.nanoTime() - wantedNanos);
          if (waited.plus(refused.after()).compareTo(patience) > 0) {
            tally.gaveUp(refusals + 1);
            return Optional.empty();
          }
          pause.rest(refused.after());
        }
      }
    }
  }
}

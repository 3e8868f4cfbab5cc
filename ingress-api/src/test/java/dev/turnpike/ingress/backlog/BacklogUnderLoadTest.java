package dev.turnpike.ingress.backlog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.ingress.problem.Problem;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Plays five minutes of arrivals before workers that begin so many turns a second, in order. */
class BacklogUnderLoadTest {
  private static final Duration MAX_WAIT = Duration.ofSeconds(10);
  private static final long TICK = 10_000_000;
  private static final int TICKS = 30_000;

  private final AtomicLong now = new AtomicLong();
  private final Backlog backlog = new Backlog(MAX_WAIT, now::get);
  private final Deque<Waiting> queue = new ArrayDeque<>();
  private long longest;
  private int begun;
  private int refused;

  private record Waiting(UUID turn, long since) {}

  @ParameterizedTest
  @CsvSource({"5, 10", "90, 100", "400, 500"})
  void nobodyIsRefusedWhileTheWorkersKeepUp(double arrivals, double begins) {
    play(arrivals, begins);
    assertThat(refused).isZero();
  }

  /** The excess is refused, the workers never idle, and who was accepted begins about in time. */
  @ParameterizedTest
  @CsvSource({"20, 10", "300, 100", "1000, 200"})
  void theExcessIsRefused(double arrivals, double begins) {
    play(arrivals, begins);
    double seconds = TICKS * TICK / 1e9;
    assertThat(begun / seconds).isGreaterThan(begins * 0.98);
    assertThat(refused / seconds).isGreaterThan((arrivals - begins) * 0.9);
    assertThat(Duration.ofNanos(longest)).isLessThan(MAX_WAIT.multipliedBy(3).dividedBy(2));
  }

  private void play(double arrivalsPerSecond, double beginsPerSecond) {
    double arrivals = 0;
    double begins = 0;
    for (int tick = 0; tick < TICKS; tick++) {
      now.addAndGet(TICK);
      for (arrivals += arrivalsPerSecond * TICK / 1e9; arrivals >= 1; arrivals--) {
        arrive();
      }
      for (begins += beginsPerSecond * TICK / 1e9; begins >= 1; begins--) {
        begin();
      }
    }
  }

  private void arrive() {
    try {
      backlog.require();
      Waiting turn = new Waiting(UUID.randomUUID(), now.get());
      backlog.enter(turn.turn(), turn.turn().toString());
      queue.add(turn);
    } catch (Problem _) {
      refused++;
    }
  }

  private void begin() {
    Waiting turn = queue.poll();
    if (turn != null) {
      backlog.began(turn.turn());
      begun++;
      longest = Math.max(longest, now.get() - turn.since());
    }
  }
}

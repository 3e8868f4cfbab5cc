package dev.turnpike.stress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.bench.load.Reply;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class InsistenceTest {
  private final List<Duration> pauses = new ArrayList<>();
  private final Tally tally = new Tally();

  @Test
  void comesAgainWhenItWasToldToAndNotSooner() {
    Optional<String> answer =
        ask(
            Duration.ofHours(1),
            List.of(
                new Reply.Refused<>(429, Duration.ofSeconds(7)),
                new Reply.Refused<>(503, Duration.ofSeconds(120)),
                new Reply.Done<>("in")));

    assertThat(answer).contains("in");
    assertThat(pauses).containsExactly(Duration.ofSeconds(7), Duration.ofSeconds(120));
    Counts counts = tally.counts();
    assertThat(counts.done()).isEqualTo(1);
    assertThat(counts.refusals()).isEqualTo(Map.of(429, 1, 503, 1));
    assertThat(counts.refused()).isEqualTo(2);
    assertThat(counts.refusedTasks()).isEqualTo(1);
    assertThat(counts.refusedTasksDone()).isEqualTo(1);
    assertThat(counts.longestPauseSeconds()).isEqualTo(120);
    assertThat(counts.whole().count()).isEqualTo(1);
    assertThat(counts.curve()).hasSize(1);
  }

  @Test
  void aFailureIsTheEnd() {
    Optional<String> answer =
        ask(
            Duration.ofHours(1),
            List.of(
                new Reply.Refused<>(503, Duration.ofSeconds(1)),
                new Reply.Failed<>(Reply.Stage.UNANSWERED, "reset"),
                new Reply.Done<>("too late")));

    assertThat(answer).isEmpty();
    Counts counts = tally.counts();
    assertThat(counts.done()).isZero();
    assertThat(counts.unanswered()).isEqualTo(1);
    assertThat(counts.turnedAway()).isZero();
    assertThat(counts.broken()).isZero();
    assertThat(counts.refusedTasks()).isEqualTo(1);
    assertThat(counts.refusedTasksDone()).isZero();
    assertThat(counts.failures()).isEqualTo(Map.of("reset", 1));
  }

  @Test
  void eachKindOfFailureIsCountedApart() {
    var _ = ask(Duration.ZERO, List.of(new Reply.Failed<>(Reply.Stage.TURNED_AWAY, "HTTP 500")));
    var _ = ask(Duration.ZERO, List.of(new Reply.Failed<>(Reply.Stage.ACCEPTED, "wrong text")));
    var _ = ask(Duration.ZERO, List.of(new Reply.Failed<>(Reply.Stage.ACCEPTED, "wrong text")));

    Counts counts = tally.counts();
    assertThat(counts.turnedAway()).isEqualTo(1);
    assertThat(counts.broken()).isEqualTo(2);
    assertThat(counts.failures()).isEqualTo(Map.of("HTTP 500", 1, "wrong text", 2));
  }

  @Test
  void nobodyWaitsBeyondTheEnd() {
    assertThat(
            ask(
                Duration.ofSeconds(60),
                List.of(new Reply.Refused<>(429, Duration.ofSeconds(3600)))))
        .isEmpty();

    assertThat(pauses).isEmpty();
    assertThat(tally.counts().failures()).isEqualTo(Map.of("still refused at the end", 1));
    assertThat(tally.counts().refusedTasks()).isEqualTo(1);
    assertThat(tally.counts().refusedTasksDone()).isZero();
  }

  private Optional<String> ask(Duration patience, List<Reply<String>> replies) {
    Deque<Reply<String>> left = new ArrayDeque<>(replies);
    return new Insistence(pauses::add, patience).ask(tally, System.nanoTime(), left::removeFirst);
  }
}

package dev.turnpike.models;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.models.ModelException.Kind;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BackoffTest {

  private final Backoff backoff =
      Backoff.of(
          new RetryProperties(9, Duration.ofMillis(100), Duration.ofSeconds(1)), Thread::sleep);

  @Test
  void pausesDoubleUpToTheLongest() {
    for (int tries = 1; tries < 9; tries++) {
      long full = Math.min(100L << (tries - 1), 2_000);
      assertThat(backoff.pause(tries, failure(Kind.UNAVAILABLE, null)))
          .isBetween(Duration.ofMillis(full / 2), Duration.ofMillis(Math.min(full * 3 / 2, 1_000)));
    }
    assertThat(backoff.pause(9, failure(Kind.UNAVAILABLE, null))).isNull();
  }

  @Test
  void noTwoWhoFailTogetherComeBackTogether() {
    var pauses =
        IntStream.range(0, 50)
            .mapToObj(_ -> backoff.pause(3, failure(Kind.RATE_LIMITED, Duration.ofSeconds(1))))
            .collect(Collectors.toSet());

    assertThat(pauses).hasSizeGreaterThan(10).allMatch(p -> p.toMillis() >= 1_000);
  }

  @Test
  void whoAsksForMoreThanTheLongestIsNotWaitedFor() {
    assertThat(backoff.pause(1, failure(Kind.RATE_LIMITED, Duration.ofMillis(1_001)))).isNull();
    assertThat(backoff.pause(1, failure(Kind.RATE_LIMITED, Duration.ZERO))).isPositive();
  }

  @Test
  void onlyWhatMayPassIsTriedAgain() {
    for (Kind kind : Kind.values()) {
      assertThat(backoff.pause(1, failure(kind, null)) != null).isEqualTo(kind.retryable());
    }
  }

  private static ModelException failure(Kind kind, @Nullable Duration retryAfter) {
    return new ModelException(kind, "failed", retryAfter, null);
  }
}

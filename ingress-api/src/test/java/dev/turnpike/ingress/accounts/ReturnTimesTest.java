package dev.turnpike.ingress.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ReturnTimesTest {
  private static final Duration PACE = Duration.ofMillis(60);

  private final AtomicLong now = new AtomicLong(-5_000_000_000L); // as nanoTime may be
  private final ReturnTimes times = new ReturnTimes(now::get);

  @Test
  void eachComesOneHashBehindTheOneBefore() {
    assertThat(times.next(64, PACE)).isEqualTo(PACE.multipliedBy(32));
    assertThat(times.next(64, PACE)).isEqualTo(PACE.multipliedBy(33));
    assertThat(times.next(64, PACE)).isEqualTo(PACE.multipliedBy(34));
    now.addAndGet(PACE.toNanos());
    assertThat(times.next(64, PACE)).isEqualTo(PACE.multipliedBy(34));
  }

  @Test
  void turnsThatHavePassedAreForgotten() {
    for (int i = 0; i < 100; i++) {
      times.next(64, PACE);
    }
    now.addAndGet(Duration.ofMinutes(1).toNanos());
    assertThat(times.next(64, PACE)).isEqualTo(PACE.multipliedBy(32));
  }

  @Test
  void nobodyIsSentAwayForLong() {
    for (int i = 0; i < 100_000; i++) {
      assertThat(times.next(64, PACE)).isLessThanOrEqualTo(ReturnTimes.LONGEST);
    }
    now.addAndGet(Duration.ofSeconds(1).toNanos());
    assertThat(times.next(64, PACE)).isLessThanOrEqualTo(ReturnTimes.LONGEST);
  }
}

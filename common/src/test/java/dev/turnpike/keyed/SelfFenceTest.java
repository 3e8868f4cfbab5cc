package dev.turnpike.keyed;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SelfFenceTest {

  private long now = Long.MAX_VALUE - Duration.ofSeconds(5).toNanos(); // the ticker may overflow
  private final SelfFence fence = new SelfFence(Duration.ofSeconds(4), () -> now);

  private void passMillis(long millis) {
    now += Duration.ofMillis(millis).toNanos();
  }

  @Test
  void isOpenFromTheStartAndWhilePollsGoOn() {
    for (int i = 0; i < 10; i++) {
      assertThat(fence.open()).isTrue();
      passMillis(3_999);
      fence.polled();
    }
  }

  @Test
  void closesWhenPollsStayAway() {
    passMillis(4_000);
    assertThat(fence.open()).isTrue();
    passMillis(1);
    assertThat(fence.open()).isFalse();
  }

  @Test
  void opensAfterAGapOnlyWhenPollsHaveGoneOnForHalfTheLimit() {
    passMillis(12_000);
    for (int i = 0; i < 20; i++) {
      fence.polled(); // buffered records make polls return at once
      assertThat(fence.open()).isFalse();
    }
    passMillis(1_999);
    fence.polled();
    assertThat(fence.open()).isFalse();
    passMillis(1);
    fence.polled();
    assertThat(fence.open()).isTrue();
  }

  @Test
  void aSecondGapStartsTheWaitAnew() {
    passMillis(5_000);
    fence.polled();
    passMillis(5_000);
    fence.polled();
    passMillis(1_500);
    fence.polled();
    assertThat(fence.open()).isFalse();
    passMillis(500);
    assertThat(fence.open()).isTrue();
  }
}

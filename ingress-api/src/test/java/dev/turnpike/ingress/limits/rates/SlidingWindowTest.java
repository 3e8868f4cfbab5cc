package dev.turnpike.ingress.limits.rates;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

/** Against a log of all calls that were let through. */
class SlidingWindowTest {
  private static final Duration LENGTH = Duration.ofSeconds(60);
  private static final long MILLIS = LENGTH.toMillis();

  @Property(tries = 2_000)
  void neverTakesMoreThanItSays(
      @ForAll @LongRange(max = 10_000_000) long start,
      @ForAll @IntRange(min = 1, max = 12) int limit,
      @ForAll @Size(max = 200) List<@IntRange(max = 20_000) Integer> pauses) {
    SlidingWindow window = new SlidingWindow(new Window(limit, LENGTH), start);
    List<Long> taken = new ArrayList<>();
    long now = start;
    for (int pause : pauses) {
      now += pause % 3 == 0 ? pause * 8L : pause % 100; // Bursts.
      window.advance(now);
      if (window.free(now) > 0) {
        window.add();
        taken.add(now);
        assertThat(inSlot(taken, now)).as("in an aligned slot").isLessThanOrEqualTo(limit);
        double fraction = (double) Math.floorMod(now, MILLIS) / MILLIS;
        assertThat((double) inSpan(taken, now))
            .as("in the last minute, at %s of the slot", fraction)
            .isLessThanOrEqualTo(limit * (1 + fraction));
      } else {
        assertThat(inTwoSpans(taken, now)).as("refused").isGreaterThanOrEqualTo(limit);
      }
    }
  }

  @Property(tries = 2_000)
  void whoWaitsAsToldGetsIn(
      @ForAll @LongRange(max = 10_000_000) long start,
      @ForAll @IntRange(min = 1, max = 12) int limit,
      @ForAll @IntRange(max = 30) int others,
      @ForAll @Size(max = 100) List<@IntRange(max = 20_000) Integer> pauses) {
    SlidingWindow window = new SlidingWindow(new Window(limit, LENGTH), start);
    window.slots().getLast().heard(others); // More than the limit, as other nodes may have let in.
    long now = start;
    for (int pause : pauses) {
      now += pause;
      window.advance(now);
      long wait = window.untilFree(now);
      assertThat(window.free(now) > 0).isEqualTo(wait == 0);
      if (wait > 0) {
        assertThat(wait).isLessThanOrEqualTo(2 * MILLIS);
        now += wait - 1;
        window.advance(now);
        assertThat(window.free(now)).as("a millisecond before").isNotPositive();
        now++;
        window.advance(now);
      }
      assertThat(window.free(now)).isPositive();
      window.add();
    }
  }

  @Example
  void aClockThatWasSetBackStandsStill() {
    SlidingWindow window = new SlidingWindow(new Window(2, LENGTH), 10 * MILLIS);
    window.add();
    window.advance(5 * MILLIS);
    assertThat(window.free(5 * MILLIS)).isEqualTo(1);
    assertThat(window.untilSlotEnds(5 * MILLIS)).isEqualTo(MILLIS);
  }

  @Example
  void isEmptyWhenAllHasRunOut() {
    SlidingWindow window = new SlidingWindow(new Window(2, LENGTH), 0);
    assertThat(window.isEmpty(0)).isTrue();
    window.add();
    assertThat(window.isEmpty(MILLIS)).isFalse();
    assertThat(window.isEmpty(2 * MILLIS)).isTrue();
  }

  private static long inSlot(List<Long> taken, long now) {
    return taken.stream().filter(at -> at / MILLIS == now / MILLIS).count();
  }

  private static long inSpan(List<Long> taken, long now) {
    return taken.stream().filter(at -> at > now - MILLIS).count();
  }

  private static long inTwoSpans(List<Long> taken, long now) {
    return taken.stream().filter(at -> at > now - 2 * MILLIS).count();
  }
}

package dev.turnpike.models;

import io.github.resilience4j.core.IntervalFunction;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How often and when one turn calls a model again: exponential backoff with jitter, and never
 * before the provider's {@code Retry-After}.
 *
 * @param tries calls of one model, the first included
 * @param interval milliseconds to wait after the n-th call, counted from 1
 * @param longest the longest wait
 * @param sleep how to wait
 */
record Backoff(int tries, IntervalFunction interval, Duration longest, Sleep sleep) {

  private static final double MULTIPLIER = 2;
  private static final double JITTER = 0.5;

  /** Waits on the calling thread. */
  interface Sleep {
    void sleep(Duration time) throws InterruptedException;
  }

  static Backoff of(RetryProperties properties, Sleep sleep) {
    return new Backoff(
        properties.tries(),
        IntervalFunction.ofExponentialRandomBackoff(
            properties.firstPause(), MULTIPLIER, JITTER, properties.longestPause()),
        properties.longestPause(),
        sleep);
  }

  /**
   * How long to wait after {@code tries} calls of which the last one failed; null when the model is
   * not to be called again. What the provider asks for comes on top of the own pause, so that all
   * who were told the same don't come back at once.
   */
  @Nullable Duration pause(int tries, ModelException failure) {
    if (tries >= this.tries || !failure.kind().retryable()) {
      return null;
    }
    var own = Duration.ofMillis(interval.apply(tries));
    var asked = failure.retryAfter();
    if (asked == null) {
      return own;
    }
    return asked.compareTo(longest) > 0 ? null : asked.plus(own);
  }
}

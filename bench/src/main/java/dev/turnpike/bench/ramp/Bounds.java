package dev.turnpike.bench.ramp;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a rate has to keep so that it holds.
 *
 * @param inTimeShare of the chats that arrived, from 0 to 1
 * @param addedMillis to the first token, p99 less the direct p99
 */
record Bounds(double inTimeShare, double addedMillis) {
  private static final double SHARE = 0.99;

  static Bounds of(RampSettings settings) {
    return new Bounds(SHARE, settings.addedMillis());
  }

  /** Why the rate does not hold; empty if it does. */
  List<String> broken(StepResult step) {
    List<String> broken = new ArrayList<>();
    if (step.turnpike().inTimeShare() < inTimeShare) {
      broken.add(
          String.format(
              Locale.ROOT,
              "%.1f %% of the answers in time, of %.0f %%",
              100 * step.turnpike().inTimeShare(),
              100 * inTimeShare));
    }
    if (step.added().p99() > addedMillis) {
      broken.add(
          String.format(
              Locale.ROOT,
              "%.0f ms added to the first token at p99, of %.0f",
              step.added().p99(),
              addedMillis));
    }
    return broken;
  }

  boolean hold(StepResult step) {
    return broken(step).isEmpty();
  }
}

package dev.turnpike.bench.ramp;

import dev.turnpike.bench.stats.Quantiles;
import java.util.Map;

/**
 * What one side made of the chats of a step. Times in milliseconds from when a turn was due.
 *
 * @param arrived chats that were due
 * @param inTime answers that were right and whole at most the model's own time and the bound after
 *     the end of the arrivals
 * @param refused told to come again later (429 or 503 with Retry-After); they don't in an open loop
 * @param failures how many for each reason, wrong texts among them
 * @param whole until the word that this was all
 * @param late of the generator itself: how long after a turn was due it got round to it
 * @param opened sessions that were opened under way, as none was free
 * @param mostAtOnce turns under way
 */
record SideFigures(
    long arrived,
    double arrivedPerSecond,
    long inTime,
    double inTimePerSecond,
    long refused,
    long failed,
    Map<String, Integer> failures,
    Quantiles firstToken,
    Quantiles whole,
    Quantiles late,
    int opened,
    int mostAtOnce) {

  SideFigures {
    failures = Map.copyOf(failures);
  }

  /** From 0 to 1. */
  double inTimeShare() {
    return arrived == 0 ? 1 : (double) inTime / arrived;
  }
}

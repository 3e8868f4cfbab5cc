package dev.turnpike.bench.compare;

import dev.turnpike.bench.stats.Quantiles;
import dev.turnpike.bench.stats.TurnTimes;
import java.util.Map;

/**
 * One side's figures; times in milliseconds.
 *
 * @param turns all, unmeasured first ones of each block included
 * @param refused told at once to come again later (429 with Retry-After)
 * @param failures how many for each reason, wrong texts among them
 * @param firstToken from the request to the first token
 * @param gap from each token to the next
 * @param whole from the request to the word that this was all
 * @param tail from the last token to that word
 * @param bytesPerToken of responses on the wire, heads and framing included
 */
public record SideResult(
    long turns,
    long refused,
    long failed,
    Map<String, Integer> failures,
    long tokens,
    Quantiles firstToken,
    Quantiles gap,
    Quantiles whole,
    Quantiles tail,
    double turnsPerSecond,
    double bytesPerToken) {

  static SideResult of(TurnTimes times, int users) {
    return new SideResult(
        times.turns(),
        times.refused(),
        times.failed(),
        times.failures(),
        times.tokens(),
        times.firstToken().quantiles(),
        times.gaps().quantiles(),
        times.whole().quantiles(),
        times.tail().quantiles(),
        times.turnsPerSecond(users),
        times.bytesPerToken());
  }
}

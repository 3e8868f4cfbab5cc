package dev.turnpike.bench.autoscale;

import java.util.random.RandomGenerator;

/**
 * How long turns take: most are one answer, some call tools and models again and again. Both parts
 * are log-normal; nothing lasts longer than a turn may.
 *
 * @param longPart part of the turns that are of the second kind
 */
record TurnLengths(
    double shortMedian,
    double shortSpread,
    double longPart,
    double longMedian,
    double longSpread,
    double most) {

  static TurnLengths ofAgents(double most) {
    return new TurnLengths(6, 0.7, 0.1, 60, 0.9, most);
  }

  double next(RandomGenerator random) {
    boolean isLong = random.nextDouble() < longPart;
    double median = isLong ? longMedian : shortMedian;
    double spread = isLong ? longSpread : shortSpread;
    return Math.min(most, median * Math.exp(spread * random.nextGaussian()));
  }
}

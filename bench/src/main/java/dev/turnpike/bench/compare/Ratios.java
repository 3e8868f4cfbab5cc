package dev.turnpike.bench.compare;

import dev.turnpike.bench.stats.Quantiles;
import dev.turnpike.bench.stats.Rounded;
import dev.turnpike.bench.stats.TurnTimes;

/**
 * Turnpike in parts of the model asked directly: what is left when the machine's speed is taken
 * out. All 0 where a side has no times.
 *
 * @param rate turns a second of a closed loop; below 1
 * @param firstTokenP50 what is added to the median time to the first token, over the direct one
 * @param firstTokenP99 likewise of the slowest hundredth
 * @param end what is added to the median time of a whole turn, over the direct one
 * @param cpu processor time of ingress, worker, broker and database over the model's meanwhile; 0
 *     where it can't be known
 * @param bytes of a token on the wire over those of the direct one
 */
public record Ratios(
    double rate, double firstTokenP50, double firstTokenP99, double end, double cpu, double bytes) {

  static Ratios of(TurnTimes ours, TurnTimes direct, int users, double cpu) {
    return of(SideResult.of(ours, users), SideResult.of(direct, users), cpu);
  }

  static Ratios of(SideResult ours, SideResult direct, double cpu) {
    Quantiles first = direct.firstToken();
    Quantiles.Difference later = ours.firstToken().minus(first);
    return new Ratios(
        over(ours.turnsPerSecond(), direct.turnsPerSecond()),
        over(later.p50(), first.p50()),
        over(later.p99(), first.p99()),
        over(ours.whole().minus(direct.whole()).p50(), direct.whole().p50()),
        Rounded.to(3, cpu),
        over(ours.bytesPerToken(), direct.bytesPerToken()));
  }

  private static double over(double ours, double direct) {
    return direct == 0 ? 0 : Rounded.to(4, ours / direct);
  }
}

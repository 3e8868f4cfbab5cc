package dev.turnpike.judge.trial;

import java.util.List;

/**
 * How far a judge repeats itself when it is asked the same again; {@code NaN} when it was not.
 *
 * @param spread the mean over items of the standard deviation of an item's scores
 * @param range the mean over items of the greatest score less the least
 * @param widest the greatest of these
 */
record Steadiness(double spread, double range, double widest) {

  static Steadiness of(List<Scored> all) {
    var repeated = all.stream().filter(scored -> scored.verdicts().size() > 1).toList();
    return new Steadiness(
        Agreement.mean(repeated, Scored::spread),
        Agreement.mean(repeated, Scored::range),
        repeated.stream().mapToDouble(Scored::range).max().orElse(Double.NaN));
  }
}

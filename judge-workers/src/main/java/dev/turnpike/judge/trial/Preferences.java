package dev.turnpike.judge.trial;

import dev.turnpike.judge.statistics.Proportion;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * How a judge does on pairs, each shown in both orders.
 *
 * @param pairs all of them
 * @param right preferences that are the label's
 * @param consistent pairs with the same outcome in both orders, of those with two
 * @param first preferences for the answer that was shown first, of those for either; without a
 *     favourite place it is a half
 */
record Preferences(int pairs, Proportion right, Proportion consistent, Proportion first) {

  static Preferences of(List<Compared> all) {
    return new Preferences(
        all.size(),
        new Proportion(sum(all, Compared::right), sum(all, compared -> compared.winners().count())),
        new Proportion(
            all.stream().filter(Compared::isConsistent).count(),
            all.stream().filter(Compared::isComplete).count()),
        new Proportion(sum(all, Compared::forFirst), sum(all, Compared::decided)));
  }

  private static long sum(List<Compared> all, ToLongFunction<Compared> figure) {
    return all.stream().mapToLong(figure).sum();
  }
}

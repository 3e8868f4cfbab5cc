package dev.turnpike.judge.trial;

import dev.turnpike.judge.statistics.Proportion;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

/**
 * How a judge does on pairs, each shown in both orders.
 *
 * @param pairs all of them
 * @param right pairs whose outcome is the label's in both orders, of those with two
 * @param consistent pairs with the same outcome in both orders, of those with two
 * @param first preferences for the answer that was shown first, of those for either; without a
 *     favourite place it is a half
 */
record Preferences(int pairs, Proportion right, Proportion consistent, Proportion first) {

  static Preferences of(List<Compared> all) {
    return new Preferences(
        all.size(),
        share(all, Compared::isRight),
        share(all, Compared::isConsistent),
        new Proportion(sum(all, Compared::forFirst), sum(all, Compared::decided)));
  }

  private static Proportion share(List<Compared> all, Predicate<Compared> which) {
    var complete = all.stream().filter(Compared::isComplete).toList();
    return new Proportion(complete.stream().filter(which).count(), complete.size());
  }

  private static long sum(List<Compared> all, ToLongFunction<Compared> figure) {
    return all.stream().mapToLong(figure).sum();
  }
}

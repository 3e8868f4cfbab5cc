package dev.turnpike.judge.trial;

import dev.turnpike.judge.statistics.Kappa;
import dev.turnpike.judge.statistics.KendallTau;
import dev.turnpike.judge.statistics.Proportion;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/**
 * How far scores agree with labels. Items without a verdict are not in it.
 *
 * @param items that have a verdict
 * @param exact in the same grade
 * @param near at most one grade apart
 * @param error mean absolute, on the rubric's scale
 * @param kappa Cohen's, of the five grades
 * @param weighted the same with quadratic weights
 * @param passing Cohen's kappa of pass and fail, see {@link Grade#passes}
 * @param tau Kendall's tau-b of scores and labels
 */
record Agreement(
    int items,
    Proportion exact,
    Proportion near,
    Estimate error,
    Estimate kappa,
    Estimate weighted,
    Estimate passing,
    double tau) {

  static Agreement of(List<Scored> all) {
    var judged = all.stream().filter(Scored::isJudged).toList();
    return new Agreement(
        judged.size(),
        share(judged, scored -> scored.steps() == 0),
        share(judged, scored -> scored.steps() <= 1),
        Estimate.of(judged, some -> mean(some, Scored::error)),
        Estimate.of(judged, some -> Kappa.unweighted(some.stream().map(Scored::rating).toList())),
        Estimate.of(judged, some -> Kappa.quadratic(some.stream().map(Scored::rating).toList())),
        Estimate.of(judged, some -> Kappa.unweighted(some.stream().map(Scored::passing).toList())),
        KendallTau.b(judged.stream().map(Scored::point).toList()));
  }

  private static Proportion share(List<Scored> judged, Predicate<Scored> which) {
    return new Proportion(judged.stream().filter(which).count(), judged.size());
  }

  static double mean(List<Scored> some, ToDoubleFunction<Scored> figure) {
    return some.stream().mapToDouble(figure).average().orElse(Double.NaN);
  }
}

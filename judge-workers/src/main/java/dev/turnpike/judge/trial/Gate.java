package dev.turnpike.judge.trial;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Something that a trial must show.
 *
 * @param rule what, in words
 * @param measured what was found
 */
record Gate(String rule, boolean passed, String measured) {

  /** Of a model that judges in earnest: what docs/judging-judges.md gives reasons for. */
  private static final double MOST_FAILED = 0.02;

  private static final double LEAST_NEAR = 0.85;
  private static final double LEAST_NEAR_OF_EACH = 0.70;
  private static final double LEAST_WEIGHTED = 0.60;
  private static final double LEAST_RIGHT = 0.60;
  private static final double LEAST_CONSISTENT = 0.80;
  private static final double MOST_SPREAD = 0.10;

  /** Of the simulated model: a little less than what counting words reaches. */
  private static final double SIMULATED_NEAR = 0.50;

  private static final double SIMULATED_WEIGHTED = 0.05;

  static List<Gate> of(Candidate.Kind kind, Figures total, List<Outcome> outcomes, int repeats) {
    var gates = new ArrayList<Gate>();
    gates.add(failed(total, kind == Candidate.Kind.MODEL ? MOST_FAILED : 0));
    var labels =
        outcomes.stream().flatMap(outcome -> outcome.scored().stream()).map(Scored::item).toList();
    if (!labels.isEmpty()) {
      gates.addAll(ofScores(kind, total.agreement(), outcomes));
    }
    if (labels.stream().map(Item::label).distinct().count() > 1) { // else it can't be told
      gates.addAll(ofKappa(kind, total.agreement()));
    }
    if (total.preferences().pairs() > 0) {
      gates.addAll(ofPairs(kind, total.preferences()));
    }
    if (!labels.isEmpty() && repeats > 1) {
      double most = kind == Candidate.Kind.MODEL ? MOST_SPREAD : 0;
      gates.add(most("spread on repeats", total.steadiness().spread(), most));
    }
    return gates;
  }

  private static List<Gate> ofScores(
      Candidate.Kind kind, Agreement agreement, List<Outcome> outcomes) {
    return switch (kind) {
      case PERFECT ->
          List.of(
              least("scores in the label's grade", agreement.exact().share(), 1),
              most("mean error", agreement.error().value(), 0));
      case SIMULATED ->
          List.of(least("scores within a grade", agreement.near().share(), SIMULATED_NEAR));
      case MODEL -> {
        var gates = new ArrayList<Gate>();
        gates.add(least("scores within a grade", agreement.near().share(), LEAST_NEAR));
        outcomes.stream()
            .filter(outcome -> !outcome.scored().isEmpty())
            .map(Gate::ofRubric)
            .forEach(gates::add);
        yield gates;
      }
    };
  }

  private static Gate ofRubric(Outcome outcome) {
    return least(
        "scores within a grade, " + outcome.rubric().name(),
        Agreement.of(outcome.scored()).near().share(),
        LEAST_NEAR_OF_EACH);
  }

  private static List<Gate> ofKappa(Candidate.Kind kind, Agreement agreement) {
    double weighted = agreement.weighted().value();
    return switch (kind) {
      case PERFECT ->
          List.of(
              least("kappa", agreement.kappa().value(), 1), least("weighted kappa", weighted, 1));
      case SIMULATED -> List.of(least("weighted kappa", weighted, SIMULATED_WEIGHTED));
      case MODEL -> List.of(least("weighted kappa", weighted, LEAST_WEIGHTED));
    };
  }

  private static List<Gate> ofPairs(Candidate.Kind kind, Preferences preferences) {
    double consistent = preferences.consistent().share();
    double right = preferences.right().share();
    return switch (kind) {
      case PERFECT ->
          List.of(
              least("pairs as labelled", right, 1),
              least("same winner in both orders", consistent, 1));
      case SIMULATED -> List.of(least("same winner in both orders", consistent, 1));
      case MODEL ->
          List.of(
              least("pairs as labelled", right, LEAST_RIGHT),
              least("same winner in both orders", consistent, LEAST_CONSISTENT));
    };
  }

  private static Gate failed(Figures total, double most) {
    var consumption = total.consumption();
    return most(
        "asked without a verdict", consumption.failed() / (double) consumption.asked(), most);
  }

  /** What can't be told has not passed. */
  private static Gate least(String what, double value, double least) {
    return new Gate(
        "%s: at least %s".formatted(what, number(least)), value >= least, number(value));
  }

  private static Gate most(String what, double value, double most) {
    return new Gate("%s: at most %s".formatted(what, number(most)), value <= most, number(value));
  }

  private static String number(double value) {
    return Double.isNaN(value) ? "–" : String.format(Locale.ROOT, "%.2f", value);
  }
}

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
  private static final double LEAST_CONSISTENT = 0.80;
  private static final double MOST_SPREAD = 0.10;

  /** Of the simulated model: a little less than what counting words reaches. */
  private static final double SIMULATED_NEAR = 0.50;

  private static final double SIMULATED_WEIGHTED = 0.05;

  static List<Gate> of(Candidate.Kind kind, Figures total, List<Outcome> outcomes) {
    return switch (kind) {
      case PERFECT -> ofPerfect(total);
      case SIMULATED -> ofSimulated(total);
      case MODEL -> ofModel(total, outcomes);
    };
  }

  private static List<Gate> ofPerfect(Figures total) {
    var gates = new ArrayList<Gate>();
    gates.add(failed(total, 0));
    gates.add(least("scores in the label's grade", total.agreement().exact().share(), 1));
    gates.add(most("mean error", total.agreement().error().value(), 0));
    gates.add(least("kappa", total.agreement().kappa().value(), 1));
    gates.add(least("weighted kappa", total.agreement().weighted().value(), 1));
    gates.add(least("pairs as labelled", total.preferences().right().share(), 1));
    gates.add(least("same winner in both orders", total.preferences().consistent().share(), 1));
    gates.add(repeated(total, 0));
    return withMeasured(gates);
  }

  private static List<Gate> ofSimulated(Figures total) {
    var gates = new ArrayList<Gate>();
    gates.add(failed(total, 0));
    gates.add(least("scores within a grade", total.agreement().near().share(), SIMULATED_NEAR));
    gates.add(least("weighted kappa", total.agreement().weighted().value(), SIMULATED_WEIGHTED));
    gates.add(least("same winner in both orders", total.preferences().consistent().share(), 1));
    gates.add(repeated(total, 0));
    return withMeasured(gates);
  }

  private static List<Gate> ofModel(Figures total, List<Outcome> outcomes) {
    var gates = new ArrayList<Gate>();
    gates.add(failed(total, MOST_FAILED));
    gates.add(least("scores within a grade", total.agreement().near().share(), LEAST_NEAR));
    for (Outcome outcome : outcomes) {
      gates.add(
          least(
              "scores within a grade, " + outcome.rubric().name(),
              Agreement.of(outcome.scored()).near().share(),
              LEAST_NEAR_OF_EACH));
    }
    gates.add(least("weighted kappa", total.agreement().weighted().value(), LEAST_WEIGHTED));
    gates.add(
        least(
            "same winner in both orders",
            total.preferences().consistent().share(),
            LEAST_CONSISTENT));
    gates.add(repeated(total, MOST_SPREAD));
    return withMeasured(gates);
  }

  private static Gate failed(Figures total, double most) {
    var consumption = total.consumption();
    return most(
        "asked without a verdict", consumption.failed() / (double) consumption.asked(), most);
  }

  private static Gate repeated(Figures total, double most) {
    return most("spread on repeats", total.steadiness().spread(), most);
  }

  /** What there is nothing of can't fail: no pairs, or no repeats. */
  private static List<Gate> withMeasured(List<Gate> gates) {
    return gates.stream().filter(gate -> !gate.measured.isEmpty()).toList();
  }

  private static Gate least(String what, double value, double least) {
    return new Gate(
        "%s: at least %s".formatted(what, number(least)), value >= least, number(value));
  }

  private static Gate most(String what, double value, double most) {
    return new Gate("%s: at most %s".formatted(what, number(most)), value <= most, number(value));
  }

  private static String number(double value) {
    return Double.isNaN(value) ? "" : String.format(Locale.ROOT, "%.2f", value);
  }
}

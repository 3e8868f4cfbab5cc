package dev.turnpike.judge.trial;

import java.util.Collection;
import java.util.List;

/** All that is measured of a candidate under one rubric, or under several. */
record Figures(
    Agreement agreement, Steadiness steadiness, Preferences preferences, Consumption consumption) {

  static Figures of(Outcome outcome) {
    return of(List.of(outcome));
  }

  static Figures of(Collection<Outcome> outcomes) {
    var scored = outcomes.stream().flatMap(outcome -> outcome.scored().stream()).toList();
    return new Figures(
        Agreement.of(scored),
        Steadiness.of(scored),
        Preferences.of(outcomes.stream().flatMap(o -> o.compared().stream()).toList()),
        Consumption.sum(outcomes.stream().map(Outcome::consumption).toList()));
  }
}

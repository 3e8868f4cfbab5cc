package dev.turnpike.judge.trial;

import java.time.Duration;
import java.util.List;

/** What a trial found. */
public final class TrialReport {

  private final Candidate.Kind kind;
  private final List<Outcome> outcomes;
  private final List<String> uncovered;
  private final int repeats;
  private final Figures total;
  private final List<Gate> gates;
  private final Duration took;

  /**
   * @param uncovered rubrics under which nothing is labelled
   */
  TrialReport(
      Candidate.Kind kind,
      List<Outcome> outcomes,
      List<String> uncovered,
      int repeats,
      Duration took) {
    this.kind = kind;
    this.outcomes = List.copyOf(outcomes);
    this.uncovered = List.copyOf(uncovered);
    this.repeats = repeats;
    this.total = Figures.of(outcomes);
    this.gates = Gate.of(kind, total, outcomes, repeats);
    this.took = took;
  }

  public boolean passed() {
    return gates.stream().allMatch(Gate::passed);
  }

  /** The models that judged, joined by commas: nearly always one. */
  public String models() {
    return String.join(", ", outcomes.stream().map(Outcome::model).distinct().sorted().toList());
  }

  Candidate.Kind kind() {
    return kind;
  }

  List<Outcome> outcomes() {
    return outcomes;
  }

  List<String> uncovered() {
    return uncovered;
  }

  int repeats() {
    return repeats;
  }

  Figures total() {
    return total;
  }

  List<Gate> gates() {
    return gates;
  }

  Duration took() {
    return took;
  }
}

package dev.turnpike.judge.trial;

import dev.turnpike.judge.rubric.Rubric;
import dev.turnpike.judge.verdict.Preference;
import dev.turnpike.judge.verdict.Verdict;
import dev.turnpike.models.Usages;

/** Plays the labels. Whatever is not full agreement is then a fault of the measuring. */
final class PerfectCandidate implements Candidate {

  static final String NAME = "perfect";

  @Override
  public Verdict score(Item item, Rubric rubric) {
    return new Verdict(item.label(), item.why(), Usages.none());
  }

  @Override
  public Preference compare(Pair pair, boolean swapped, Rubric rubric) {
    return new Preference(
        swapped ? pair.better().swapped() : pair.better(), pair.why(), Usages.none());
  }

  @Override
  public String model(Rubric rubric) {
    return NAME;
  }

  @Override
  public Kind kind(Rubric rubric) {
    return Kind.PERFECT;
  }
}

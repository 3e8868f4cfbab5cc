package dev.turnpike.judge.trial;

import dev.turnpike.judge.rubric.Rubric;
import dev.turnpike.judge.verdict.NoVerdictException;
import dev.turnpike.judge.verdict.Preference;
import dev.turnpike.judge.verdict.Verdict;

/** Who is tried. Called by many threads at once, and often for the same: it keeps no answers. */
interface Candidate {

  Verdict score(Item item, Rubric rubric) throws NoVerdictException, InterruptedException;

  /**
   * @param swapped whether the pair's B is shown as A, and is A in the preference
   */
  Preference compare(Pair pair, boolean swapped, Rubric rubric)
      throws NoVerdictException, InterruptedException;

  /** The model that judges under a rubric. */
  String model(Rubric rubric);

  Kind kind(Rubric rubric);

  /** Who it is, which says what must come out; of several the first counts. */
  enum Kind {
    /** The labels themselves: all that is measured is the measuring. */
    PERFECT,
    /** The built-in simulated model, which counts words. */
    SIMULATED,
    /** A model of the catalogue. */
    MODEL
  }
}

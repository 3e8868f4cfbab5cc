package dev.turnpike.judge.trial;

import dev.turnpike.judge.rubric.Rubric;
import java.util.List;

/**
 * What a candidate gave under one rubric.
 *
 * @param model that judged
 * @param writtenFor the version of the rubric that the labels were given by
 */
record Outcome(
    Rubric rubric,
    String model,
    String writtenFor,
    List<Scored> scored,
    List<Compared> compared,
    Consumption consumption) {

  Outcome {
    scored = List.copyOf(scored);
    compared = List.copyOf(compared);
  }

  /** Whether the labels were given by another text of the rubric. */
  boolean isOutdated() {
    return !writtenFor.isEmpty() && !writtenFor.equals(rubric.version());
  }
}

package dev.turnpike.judge.scoring;

import dev.turnpike.events.TurnScore;
import dev.turnpike.models.ModelException.ModelOutage;

/** What became of one turn under one rubric. */
public sealed interface Grade {

  /** A score, new or from an earlier delivery. */
  record Given(TurnScore score) implements Grade {}

  /** It is not judged, on purpose. */
  record Skipped(Skip reason) implements Grade {}

  /** The judge never gave a valid verdict. */
  record Failed(String rubric) implements Grade {}

  /** The judge is away: the turn is to be handled again. */
  record Awaited(ModelOutage outage) implements Grade {}
}

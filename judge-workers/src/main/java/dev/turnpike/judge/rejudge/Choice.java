package dev.turnpike.judge.rejudge;

import dev.turnpike.judge.verdict.Assignment;
import dev.turnpike.platform.turns.DeliveredTurn;

/** A turn that a rubric's sample draws, and whether it is to be judged under it. */
record Choice(DeliveredTurn delivered, Assignment assignment, Fate fate) {

  /** What the database and the rules say of it. */
  enum Fate {
    /** It has the score already. */
    SCORED,
    /** The judging model answered it. */
    OWN_MODEL,
    /** It is to be judged. */
    LACKING
  }
}

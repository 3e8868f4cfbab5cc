package dev.turnpike.judge.rejudge;

import dev.turnpike.judge.verdict.Assignment;
import dev.turnpike.models.Models;

/** Counts what one rubric has to do, and what that will consume. */
final class Tally {

  /** Around the two messages of a call, with the shape of the answer. */
  private static final long AROUND = 100;

  private final Assignment assignment;
  private final long instructions;
  private final long answer;
  private long drawn;
  private long scored;
  private long ownModel;
  private long lacking;
  private long input;

  /**
   * @param instructions tokens of the rubric
   * @param answer tokens of a verdict
   */
  Tally(Assignment assignment, long instructions, long answer) {
    this.assignment = assignment;
    this.instructions = instructions;
    this.answer = answer;
  }

  /**
   * @param material tokens of the turn
   */
  void add(Choice.Fate fate, long material) {
    drawn++;
    switch (fate) {
      case SCORED -> scored++;
      case OWN_MODEL -> ownModel++;
      case LACKING -> {
        lacking++;
        input += AROUND + instructions + material;
      }
    }
  }

  Plan.OfRubric plan(Models models) {
    var rubric = assignment.rubric();
    long output = lacking * answer;
    var cost = models.nanoUsd(assignment.model(), input, output);
    long tokens = input + output;
    return new Plan.OfRubric(
        rubric.name(),
        rubric.version(),
        assignment.model(),
        assignment.simulated(),
        drawn,
        scored,
        ownModel,
        lacking,
        new Consumption(tokens, cost.orElse(0), cost.isPresent() ? 0 : tokens));
  }
}

package dev.turnpike.judge.trial;

import dev.turnpike.judge.rubric.Rubric;
import dev.turnpike.judge.verdict.Assignment;
import dev.turnpike.judge.verdict.Judge;
import dev.turnpike.judge.verdict.NoVerdictException;
import dev.turnpike.judge.verdict.PairwiseJudge;
import dev.turnpike.judge.verdict.Preference;
import dev.turnpike.judge.verdict.Verdict;
import dev.turnpike.models.ModelException;
import dev.turnpike.models.ModelException.ModelOutage;
import dev.turnpike.models.Models;
import dev.turnpike.models.StructuredModel;
import dev.turnpike.models.UnknownModelException;
import java.time.Duration;

/** Asks models as judge workers do; a model that is away is waited for, for a while. */
final class ModelCandidate implements Candidate {

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration PAUSE = Duration.ofSeconds(2);

  private final Models models;
  private final String model;
  private final boolean always;
  private final Judge judge;
  private final PairwiseJudge pairwise;

  /**
   * @param model that judges; empty: the default model
   * @param always whether it judges under rubrics that name another too
   */
  ModelCandidate(
      Models models, String model, boolean always, StructuredModel structured, int tries) {
    this.models = models;
    this.model = model;
    this.always = always;
    this.judge = new Judge(structured, tries);
    this.pairwise = new PairwiseJudge(structured, tries);
  }

  @Override
  public Verdict score(Item item, Rubric rubric) throws NoVerdictException, InterruptedException {
    var turn = item.material().answered(item.answer());
    var assignment = assignment(rubric);
    return patiently(() -> judge.judge(turn, assignment));
  }

  @Override
  public Preference compare(Pair pair, boolean swapped, Rubric rubric)
      throws NoVerdictException, InterruptedException {
    var a = pair.material().answered(pair.a());
    var b = pair.material().answered(pair.b());
    var assignment = assignment(rubric);
    return patiently(
        () -> swapped ? pairwise.compare(b, a, assignment) : pairwise.compare(a, b, assignment));
  }

  @Override
  public String model(Rubric rubric) {
    return assignment(rubric).model();
  }

  @Override
  public Kind kind(Rubric rubric) {
    return assignment(rubric).simulated() ? Kind.SIMULATED : Kind.MODEL;
  }

  private Assignment assignment(Rubric rubric) {
    var wanted = always || rubric.judgeModel().isEmpty() ? model : rubric.judgeModel();
    try {
      var first = models.only(wanted).first();
      return new Assignment(rubric, first.name(), first.simulated());
    } catch (UnknownModelException e) {
      throw new TrialRefusal(
          "No model can judge under the rubric %s: %s.".formatted(rubric.name(), e.getMessage()),
          e);
    }
  }

  private interface Call<T> {
    T make() throws NoVerdictException, InterruptedException;
  }

  private static <T> T patiently(Call<T> call) throws NoVerdictException, InterruptedException {
    long awaySince = 0; // its first outage: before that it may only have waited for its turn
    for (int outages = 0; ; outages++) {
      try {
        return call.make();
      } catch (ModelOutage e) {
        if (e.getCause() instanceof ModelException cause
            && cause.kind() == ModelException.Kind.UNAUTHORIZED) {
          throw new TrialRefusal(
              "The judging model refuses the key: %s.".formatted(e.getMessage()), e);
        }
        awaySince = outages == 0 ? System.nanoTime() : awaySince;
        if (System.nanoTime() - awaySince > PATIENCE.toNanos()) {
          throw new TrialRefusal(
              "The judging model was away for %d s: %s."
                  .formatted(PATIENCE.toSeconds(), e.getMessage()),
              e);
        }
        Thread.sleep(PAUSE);
      }
    }
  }
}

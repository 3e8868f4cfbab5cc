package dev.turnpike.judge.evaluation;

import java.util.Map;
import java.util.Set;

/**
 * How to evaluate.
 *
 * @param kind {@link Evaluation#RUN} or {@link Evaluation#REPLAY}
 * @param judging the judges' models and rubrics, under the names of the judge workers' variables
 * @param rubrics names of those to grade under; empty for all
 */
public record EvaluationOptions(
    String kind,
    Dataset dataset,
    Settings settings,
    Map<String, String> judging,
    Set<String> rubrics,
    String commit,
    boolean dirty) {

  public EvaluationOptions {
    judging = Map.copyOf(judging);
    rubrics = Set.copyOf(rubrics);
  }

  /** Without the variables, which hold keys. */
  @Override
  public String toString() {
    return "EvaluationOptions[%s of %s, %s]".formatted(kind, dataset.name(), settings);
  }
}

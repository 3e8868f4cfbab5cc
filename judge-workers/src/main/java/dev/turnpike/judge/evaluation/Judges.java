package dev.turnpike.judge.evaluation;

import dev.turnpike.judge.rubric.Direction;
import dev.turnpike.judge.rubric.Rubric;
import dev.turnpike.judge.rubric.Rubrics;
import dev.turnpike.judge.verdict.Assignment;
import dev.turnpike.models.Models;
import dev.turnpike.models.UnknownModelException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiPredicate;

/**
 * Who judges under which rubric, by the rules of the judge workers: a model does not judge its own
 * answers unless that is configured, except for the simulated one.
 */
record Judges(
    List<Assignment> assignments, boolean allowOwnModel, BiPredicate<String, String> sameModel) {

  Judges {
    assignments = List.copyOf(assignments);
  }

  /**
   * @param wanted names of rubrics; empty for all
   * @param common the model that judges where a rubric names none; blank for the default
   * @throws EvaluationRefusal for a rubric or model that there is not
   */
  static Judges of(
      String pattern,
      String folder,
      Set<String> wanted,
      String common,
      boolean allowOwnModel,
      Models models) {
    var rubrics = rubrics(pattern, folder);
    var names = new TreeSet<>(rubrics.stream().map(Rubric::name).toList());
    for (var name : wanted) {
      if (!names.contains(name)) {
        throw new EvaluationRefusal(
            "There is no rubric %s: --rubrics takes %s.".formatted(name, String.join(", ", names)));
      }
    }
    List<Assignment> assignments = new ArrayList<>();
    for (var rubric : rubrics) {
      if (wanted.isEmpty() || wanted.contains(rubric.name())) {
        assignments.add(assign(rubric, common, models));
      }
    }
    return new Judges(assignments, allowOwnModel, models::areSame);
  }

  boolean isOwnModel(Assignment judge, String answering) {
    return !allowOwnModel && !judge.simulated() && sameModel.test(judge.model(), answering);
  }

  List<RubricInfo> infos() {
    return assignments.stream()
        .map(
            each ->
                new RubricInfo(
                    each.rubric().name(),
                    each.rubric().version(),
                    each.model(),
                    each.simulated(),
                    each.rubric().direction() == Direction.LOWER_IS_BETTER))
        .toList();
  }

  private static List<Rubric> rubrics(String pattern, String folder) {
    try {
      return Rubrics.load(pattern, folder);
    } catch (IllegalArgumentException e) {
      throw new EvaluationRefusal(String.valueOf(e.getMessage()), e);
    }
  }

  private static Assignment assign(Rubric rubric, String common, Models models) {
    try {
      var wanted = rubric.judgeModel().isEmpty() ? common : rubric.judgeModel();
      var model = models.only(wanted).first();
      return new Assignment(rubric, model.name(), model.simulated());
    } catch (UnknownModelException e) {
      throw new EvaluationRefusal(
          "No model can judge under the rubric %s. %s: name one of them in its judge-model or in JUDGE_MODEL."
              .formatted(rubric.name(), e.getMessage()),
          e);
    }
  }
}

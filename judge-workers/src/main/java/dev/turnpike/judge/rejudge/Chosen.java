package dev.turnpike.judge.rejudge;

import dev.turnpike.judge.rubric.Rubric;
import dev.turnpike.judge.verdict.Assignment;
import dev.turnpike.models.Models;
import dev.turnpike.models.UnknownModelException;
import java.util.List;
import java.util.stream.Collectors;

/** Which rubrics judge in a run, which share of the turns, and by which model. */
final class Chosen {

  private final RejudgeOptions options;
  private final Models models;

  Chosen(RejudgeOptions options, Models models) {
    this.options = options;
    this.models = models;
  }

  /**
   * @param all as turns are judged when they come
   * @throws RejudgeRefusal when there is no such rubric or model
   */
  List<Assignment> of(List<Assignment> all) {
    options.rubrics().forEach(name -> requireKnown(name, all));
    return all.stream()
        .filter(each -> isChosen(each.rubric()))
        .map(each -> judgedBy(sampling(each)))
        .toList();
  }

  private boolean isChosen(Rubric rubric) {
    return options.rubrics().contains(RejudgeOptions.ALL)
        || options.rubrics().contains(rubric.name());
  }

  private static void requireKnown(String name, List<Assignment> all) {
    if (!name.equals(RejudgeOptions.ALL)
        && all.stream().noneMatch(each -> each.rubric().name().equals(name))) {
      throw new RejudgeRefusal(
          "There is no rubric '%s': write %s, or %s."
              .formatted(
                  name,
                  all.stream().map(each -> each.rubric().name()).collect(Collectors.joining(", ")),
                  RejudgeOptions.ALL));
    }
  }

  private Assignment sampling(Assignment assignment) {
    return options.sample() == null
        ? assignment
        : new Assignment(
            assignment.rubric().sampling(options.sample()),
            assignment.model(),
            assignment.simulated());
  }

  private Assignment judgedBy(Assignment assignment) {
    if (options.judgeModel() == null) {
      return assignment;
    }
    try {
      var model = models.only(options.judgeModel()).first();
      return new Assignment(assignment.rubric(), model.name(), model.simulated());
    } catch (UnknownModelException e) {
      throw new RejudgeRefusal(
          "%s: name one of them in --judge-model.".formatted(e.getMessage()), e);
    }
  }
}

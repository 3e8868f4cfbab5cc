package dev.turnpike.judge;

import dev.turnpike.events.CompletedTurn;
import dev.turnpike.judge.rubric.Rubric;
import dev.turnpike.judge.rubric.Rubrics;
import dev.turnpike.judge.verdict.Assignment;
import dev.turnpike.models.Model;
import dev.turnpike.models.Models;
import dev.turnpike.models.UnknownModelException;
import dev.turnpike.platform.StartRefused;
import java.util.List;
import java.util.function.BiPredicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which model judges under which rubric, and what it may not judge: its own answers, unless that is
 * configured. The simulated model is exempt: it grades by rules of thumb that know nothing of who
 * wrote an answer, and every score of it says that it is simulated.
 */
public record Assignments(
    List<Assignment> all, boolean allowOwnModel, BiPredicate<String, String> sameModel) {

  private static final Logger log = LoggerFactory.getLogger(Assignments.class);

  /**
   * @throws StartRefused when a rubric is unusable or names a model that there is not
   */
  public static Assignments of(JudgeWorkersProperties properties, Models models) {
    try {
      var all =
          Rubrics.load(properties.rubrics(), properties.rubricsFolder()).stream()
              .map(rubric -> assign(rubric, properties.model(), models))
              .toList();
      return new Assignments(all, properties.allowOwnModel(), models::areSame);
    } catch (IllegalArgumentException e) {
      throw new StartRefused(String.valueOf(e.getMessage()), e);
    }
  }

  private static Assignment assign(Rubric rubric, String common, Models models) {
    var wanted = rubric.judgeModel().isEmpty() ? common : rubric.judgeModel();
    try {
      var model = models.only(wanted).first();
      return new Assignment(rubric, model.name(), model.simulated());
    } catch (UnknownModelException e) {
      throw new StartRefused(
          "No model can judge under the rubric %s. %s: name one of them in its judge-model or in JUDGE_MODEL."
              .formatted(rubric.name(), e.getMessage()),
          e);
    }
  }

  /** Whether a turn may not be judged by this judge, since it would be its own. */
  public boolean isOwnModel(Assignment judge, CompletedTurn turn) {
    return !allowOwnModel && !judge.simulated() && sameModel.test(judge.model(), turn.getModel());
  }

  /** Says at the start what else shows only as scores that never come. */
  Assignments warnOfOwnModel(Model answering) {
    var own =
        all.stream()
            .filter(judge -> !allowOwnModel && !judge.simulated())
            .filter(judge -> sameModel.test(judge.model(), answering.name()))
            .map(judge -> judge.rubric().name())
            .toList();
    if (!own.isEmpty()) {
      log.atWarn()
          .addKeyValue("rubrics", own)
          .addKeyValue("model", answering.name())
          .log(
              "Answers of the default model are not judged, since it would judge itself:"
                  + " set JUDGE_MODEL to another model, or JUDGE_ALLOW_OWN_MODEL=true");
    }
    return this;
  }
}

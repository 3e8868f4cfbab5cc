package dev.turnpike.analytics.rollup;

import dev.turnpike.events.Granularity;
import dev.turnpike.events.Rollup;
import dev.turnpike.events.TurnScore;
import java.util.List;

/** One score as a rollup: what is counted of it, without its reasoning. */
public final class ScoreEntry {

  private ScoreEntry() {}

  public static Rollup of(TurnScore score) {
    Dimensions dimensions =
        new Dimensions(
            Kind.SCORES,
            List.of(
                score.getRubric(),
                score.getRubricVersion(),
                model(score.getJudgeModel()),
                score.getAgent(),
                score.getPromptVersion(),
                model(score.getAnswerModel()),
                Boolean.toString(score.getRejudged())));
    ScoreFigures figures = new ScoreFigures();
    figures.add(score.getScore(), score.getSimulated(), score.getLowerIsBetter());
    return new Rollup(
        Granularity.UNKNOWN,
        score.getScoredAt(),
        score.getScoredAt(),
        false,
        figures.body(dimensions));
  }

  /** What a score is unique by. */
  public static String id(TurnScore score) {
    return KeyText.of(
        List.of(
            score.getTurnId().toString(),
            score.getRubric(),
            score.getRubricVersion(),
            score.getJudgeModel()));
  }

  /** Without the settings that the simulated model's name carries. */
  private static String model(String name) {
    return name.startsWith("sim:") ? "sim" : name;
  }
}

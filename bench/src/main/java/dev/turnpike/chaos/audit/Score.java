package dev.turnpike.chaos.audit;

import java.util.List;
import java.util.UUID;

/** What a judge gave, from the topic or from the database. */
record Score(UUID turn, String rubric, String rubricVersion, String judgeModel, double score) {

  /** What it is unique by. */
  Score withoutScore() {
    return new Score(turn, rubric, rubricVersion, judgeModel, 0);
  }

  /** How many there are if each counts once. */
  static long different(List<Score> scores) {
    return scores.stream().map(Score::withoutScore).distinct().count();
  }
}

package dev.turnpike.analytics.flow;

import dev.turnpike.analytics.rollup.Dimensions;
import dev.turnpike.analytics.rollup.KeyText;
import dev.turnpike.events.ScoreAlert;
import java.util.List;

/** What alerts are about, and what they are keyed by. */
record ScoreGroup(String rubric, String agent, String promptVersion) {

  static ScoreGroup of(Dimensions scores) {
    return new ScoreGroup(
        scores.value("rubric"), scores.value("agent"), scores.value("prompt_version"));
  }

  static ScoreGroup of(ScoreAlert alert) {
    return new ScoreGroup(alert.getRubric(), alert.getAgent(), alert.getPromptVersion());
  }

  String text() {
    return KeyText.of(List.of(rubric, agent, promptVersion));
  }
}

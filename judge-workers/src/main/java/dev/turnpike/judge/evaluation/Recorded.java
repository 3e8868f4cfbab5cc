package dev.turnpike.judge.evaluation;

import java.util.List;
import java.util.Map;

/**
 * Turns of the past as questions, and how they were answered then.
 *
 * @param answers by the items' ids, which are the turns'
 * @param notes what is different in a replay, in sentences
 */
public record Recorded(Dataset dataset, Map<String, Answered> answers, List<String> notes) {

  public Recorded {
    answers = Map.copyOf(answers);
    notes = List.copyOf(notes);
  }
}

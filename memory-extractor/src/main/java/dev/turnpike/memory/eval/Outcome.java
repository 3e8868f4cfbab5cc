package dev.turnpike.memory.eval;

import java.util.List;

/**
 * What is in the database after a dialogue, and what its questions bring back.
 *
 * @param facts as they are stored in the end
 * @param history how they came about, in order
 * @param answers for each of the dialogue's questions the facts that were recalled, best first
 * @param failedTurns from which nothing could be learned
 */
record Outcome(
    Dialogue dialogue,
    List<String> facts,
    List<Change> history,
    List<List<String>> answers,
    int failedTurns) {

  Outcome {
    facts = List.copyOf(facts);
    history = List.copyOf(history);
    answers = answers.stream().map(List::copyOf).toList();
  }

  /**
   * One line of a fact's history.
   *
   * @param text the fact from then on, or the empty string
   * @param previous the fact until then, or the empty string
   * @param quote what the user is said to have said
   * @param said what the user said in that turn
   */
  record Change(String kind, String text, String previous, String quote, String said) {}
}

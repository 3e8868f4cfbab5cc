package dev.turnpike.memory.recall;

import java.util.List;

/** What a recall brought: that nothing is known is not the same as not knowing. */
public sealed interface Recollection {

  /** What there is to tell the model: nothing if the recall failed. */
  List<RecalledFact> facts();

  /**
   * It was looked up.
   *
   * @param facts the most similar one first; none when nothing has to do with the message
   */
  record Found(List<RecalledFact> facts) implements Recollection {
    public Found {
      facts = List.copyOf(facts);
    }
  }

  /**
   * It could not be looked up now.
   *
   * @param reason a class name, for logs
   */
  record Failed(String reason) implements Recollection {
    @Override
    public List<RecalledFact> facts() {
      return List.of();
    }
  }
}

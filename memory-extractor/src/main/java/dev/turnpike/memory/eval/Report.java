package dev.turnpike.memory.eval;

import dev.turnpike.memory.consumption.Consumed;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/**
 * What an evaluation found.
 *
 * @param model that answered
 * @param extractor the recorded version
 * @param embedding the space that facts and questions were compared in
 * @param categories in the order of the set
 */
public record Report(
    Examinee examinee,
    String model,
    String extractor,
    String embedding,
    SequencedMap<String, Part> categories,
    Map<String, Score> languages,
    Part total,
    List<Gate> gates,
    Duration took) {

  /** The scores of some dialogues, and what their model calls took. */
  record Part(Score score, Consumed consumed) {}

  public Report {
    categories = new LinkedHashMap<>(categories);
    languages = new LinkedHashMap<>(languages);
    gates = List.copyOf(gates);
  }

  public boolean passed() {
    return gates.stream().allMatch(Gate::passed);
  }
}

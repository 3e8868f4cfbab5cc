package dev.turnpike.judge.rubric;

import dev.turnpike.models.PromptFile;
import java.util.Set;

/**
 * A versioned judging prompt.
 *
 * @param name unique among the rubrics
 * @param version the content hash of its file, header included
 * @param instructions for the judging model
 */
public record Rubric(String name, String version, String instructions) {

  private static final Set<String> KEYS = Set.of("name", "scale", "direction");
  private static final String SCALE = "0..1";
  private static final String DIRECTION = "higher is better";

  /**
   * @param file where it was read, for messages
   * @throws IllegalArgumentException with a sentence that says what to write instead
   */
  static Rubric of(PromptFile prompt, String file) {
    var header = prompt.header();
    var name = header.getOrDefault("name", "");
    require(name.matches("[a-z][a-z0-9-]{0,39}"), file, "name", "lower-case letters, digits and -");
    require(SCALE.equals(header.get("scale")), file, "scale", SCALE);
    require(DIRECTION.equals(header.get("direction")), file, "direction", DIRECTION);
    header.keySet().stream()
        .filter(key -> !KEYS.contains(key))
        .forEach(key -> require(false, file, key, "nothing; known are name, scale and direction"));
    require(!prompt.text().isEmpty(), file, "text", "the prompt after the header");
    return new Rubric(name, prompt.version(), prompt.text());
  }

  private static void require(boolean holds, String file, String key, String instead) {
    if (!holds) {
      throw new IllegalArgumentException(
          "The rubric %s has no usable \"%s\": write %s.".formatted(file, key, instead));
    }
  }
}

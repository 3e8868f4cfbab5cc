package dev.turnpike.judge.rubric;

import dev.turnpike.models.PromptFile;
import java.util.Set;
import org.yaml.snakeyaml.error.YAMLException;

/** Makes a rubric of a file's content, or says in one sentence what to write instead. */
record RubricFile(String file) {

  private static final Set<String> KEYS =
      Set.of("name", "scale", "direction", "sample-rate", "judge-model");
  private static final String SCALE = "0..1";

  /**
   * @throws IllegalArgumentException when it is unusable
   */
  Rubric parse(String content) {
    var prompt = prompt(content);
    var header = prompt.header();
    header.keySet().stream()
        .filter(key -> !KEYS.contains(key))
        .forEach(key -> require(false, key, "nothing; known are " + known()));
    var name = header.getOrDefault("name", "");
    require(name.matches("[a-z][a-z0-9-]{0,39}"), "name", "lower-case letters, digits and -");
    require(SCALE.equals(header.get("scale")), "scale", SCALE);
    var direction = Direction.of(header.getOrDefault("direction", ""));
    require(direction.isPresent(), "direction", Direction.choices());
    require(!prompt.text().isEmpty(), "text", "the prompt after the header");
    return new Rubric(
        name,
        prompt.version(),
        direction.orElseThrow(),
        rate(header.getOrDefault("sample-rate", "1")),
        header.getOrDefault("judge-model", "").strip(),
        prompt.text());
  }

  private PromptFile prompt(String content) {
    try {
      return PromptFile.parse(content);
    } catch (YAMLException | IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "The rubric %s has a header that can't be read: write one line of the form name: value for each of %s."
              .formatted(file, known()),
          e);
    }
  }

  private double rate(String written) {
    double rate = number(written);
    require(rate >= 0 && rate <= 1, "sample-rate", "a number from 0 to 1, such as 0.1");
    return rate;
  }

  private static double number(String written) {
    try {
      return Double.parseDouble(written);
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }

  private static String known() {
    return KEYS.stream().sorted().reduce((a, b) -> a + ", " + b).orElseThrow();
  }

  private void require(boolean holds, String key, String instead) {
    if (!holds) {
      throw new IllegalArgumentException(
          "The rubric %s has no usable \"%s\": write %s.".formatted(file, key, instead));
    }
  }
}

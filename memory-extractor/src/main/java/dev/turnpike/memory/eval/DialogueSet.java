package dev.turnpike.memory.eval;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Dialogues in categories, from YAML files: each file is a category and lists its dialogues.
 *
 * @param categories in their order
 */
record DialogueSet(SequencedMap<String, List<Dialogue>> categories) {

  private static final String FOLDER = "memory/dialogues/";
  private static final String SUFFIX = ".yml";

  /** Those that come with the sources. */
  private static final List<String> COMMITTED =
      List.of(
          "everyday",
          "contradictions",
          "corrections",
          "jokes",
          "third-persons",
          "negations",
          "hypotheticals",
          "injections",
          "credentials",
          "echoes",
          "many-facts");

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES) // left out: false
          .build();

  DialogueSet {
    categories = new LinkedHashMap<>(categories);
    var names = new HashSet<String>();
    var said = new HashSet<String>();
    for (Dialogue dialogue : categories.values().stream().flatMap(List::stream).toList()) {
      if (!names.add(dialogue.name())) {
        throw new IllegalArgumentException("Two dialogues are called " + dialogue.name() + ".");
      }
      dialogue
          .turns()
          .filter(turn -> !turn.learn().isEmpty() && !said.add(turn.user()))
          .findFirst()
          .ifPresent(
              turn -> {
                throw new IllegalArgumentException(
                    "Two turns begin with \"%s\" and teach: nobody could tell whose answer is whose."
                        .formatted(turn.user()));
              });
    }
  }

  static DialogueSet committed() {
    var categories = new LinkedHashMap<String, List<Dialogue>>();
    COMMITTED.forEach(name -> categories.put(name, resource(FOLDER + name + SUFFIX)));
    return new DialogueSet(categories);
  }

  /** One category, named like the file. */
  static DialogueSet of(Path file) {
    try {
      var name = file.getFileName().toString().replaceFirst("\\.[^.]*$", "");
      var categories = new LinkedHashMap<String, List<Dialogue>>();
      categories.put(name, parse(Files.readString(file), file.toString()));
      return new DialogueSet(categories);
    } catch (IOException e) {
      throw new EvaluationRefusal("The dialogues %s can't be read: %s".formatted(file, e), e);
    }
  }

  List<Dialogue> all() {
    var all = new ArrayList<Dialogue>();
    categories.values().forEach(all::addAll);
    return all;
  }

  private static List<Dialogue> resource(String name) {
    try (InputStream in = DialogueSet.class.getClassLoader().getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalArgumentException("There is no " + name + " on the class path.");
      }
      return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8), name);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<Dialogue> parse(String yaml, String origin) {
    try {
      List<Map<String, Object>> raw = new Yaml(new SafeConstructor(new LoaderOptions())).load(yaml);
      return JSON.convertValue(raw, new TypeReference<List<Dialogue>>() {});
    } catch (YAMLException | JacksonException | ClassCastException | IllegalArgumentException e) {
      throw new EvaluationRefusal(
          "%s is no list of dialogues: %s".formatted(origin, e.getMessage()), e);
    }
  }
}

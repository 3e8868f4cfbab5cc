package dev.turnpike.judge.trial;

import dev.turnpike.judge.trial.Material.Exchange;
import dev.turnpike.judge.verdict.Winner;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/** A sheet as a YAML file. What is left out is empty. */
final class SheetFile {

  private static final String FOLDER = "trials/";

  /** The rubrics that come with labelled items. */
  private static final List<String> COMMITTED =
      List.of("conciseness", "hallucination", "helpfulness", "relevancy", "toxicity");

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
          .build();

  private SheetFile() {}

  /** Those that come with the sources. */
  static List<Sheet> committed() {
    return COMMITTED.stream().map(name -> resource(FOLDER + name + ".yml")).toList();
  }

  static Sheet read(Path file) {
    try {
      return parse(Files.readString(file), file.toString());
    } catch (IOException e) {
      throw new TrialRefusal("The items %s can't be read: %s.".formatted(file, e), e);
    }
  }

  static Sheet parse(String yaml, String origin) {
    try {
      Object raw = new Yaml(new SafeConstructor(new LoaderOptions())).load(yaml);
      return JSON.convertValue(raw, Form.class).sheet();
    } catch (YAMLException | JacksonException | IllegalArgumentException e) {
      throw new TrialRefusal(
          "%s is no sheet of labelled items: %s".formatted(origin, e.getMessage()), e);
    }
  }

  private static Sheet resource(String name) {
    try (InputStream in = SheetFile.class.getClassLoader().getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalArgumentException("There is no " + name + " on the class path.");
      }
      return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8), name);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** As it is written. */
  record Form(
      @Nullable String rubric,
      @Nullable String writtenFor,
      @Nullable List<Entry> items,
      @Nullable List<Entry> pairs) {

    Sheet sheet() {
      return new Sheet(
          required("rubric", "the sheet", rubric),
          writtenFor == null ? "" : writtenFor,
          list(items).stream().map(Entry::item).toList(),
          list(pairs).stream().map(Entry::pair).toList());
    }
  }

  /** An item or a pair. */
  record Entry(
      @Nullable String name,
      @Nullable Double label,
      @Nullable String better,
      @Nullable String why,
      @Nullable String kind,
      @Nullable String language,
      @Nullable List<Exchange> earlier,
      @Nullable List<String> remembered,
      @Nullable Map<String, String> tools,
      @Nullable String user,
      @Nullable String assistant,
      @Nullable String a,
      @Nullable String b) {

    Item item() {
      return new Item(
          called(),
          required("label", called(), label),
          required("why", called(), why),
          kind == null ? Item.PLAIN : kind,
          language == null ? "en" : language,
          material(),
          required("assistant", called(), assistant));
    }

    Pair pair() {
      var word = required("better", called(), better);
      var winner =
          Arrays.stream(Winner.values())
              .filter(each -> each.word().equals(word))
              .findFirst()
              .orElseThrow(
                  () ->
                      new IllegalArgumentException(
                          "better is %s in %s: write A, B or tie".formatted(word, called())));
      return new Pair(
          called(),
          winner,
          required("why", called(), why),
          kind == null ? Item.PLAIN : kind,
          language == null ? "en" : language,
          material(),
          required("a", called(), a),
          required("b", called(), b));
    }

    private String called() {
      return required("name", "an entry", name);
    }

    private Material material() {
      return new Material(
          required("user", called(), user),
          list(earlier),
          list(remembered),
          tools == null ? Map.of() : tools);
    }
  }

  private static <T> List<T> list(@Nullable List<T> list) {
    return list == null ? List.of() : list;
  }

  private static <T> T required(String key, String of, @Nullable T value) {
    if (value == null) {
      throw new IllegalArgumentException("%s has no %s".formatted(of, key));
    }
    return value;
  }
}

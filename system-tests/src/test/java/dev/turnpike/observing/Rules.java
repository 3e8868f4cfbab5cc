package dev.turnpike.observing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.Yaml;

/** The rules of {@code infra/prometheus}, and the names of their unit tests. */
final class Rules {

  static final Path FOLDER = Path.of("../infra/prometheus");

  record Recorded(String series, String expr) {}

  record Alert(
      String name, String expr, Map<String, String> labels, Map<String, String> annotations) {}

  private final List<Recorded> recorded = new ArrayList<>();
  private final List<Alert> alerts = new ArrayList<>();
  private final List<String> tests = new ArrayList<>();

  private Rules() {}

  static Rules read() {
    Rules rules = new Rules();
    rules.each("rules", "groups", group -> maps(group.get("rules")).forEach(rules::add));
    rules.each("tests", "tests", test -> rules.tests.add(String.valueOf(test.get("name"))));
    return rules;
  }

  List<Recorded> recorded() {
    return recorded;
  }

  List<Alert> alerts() {
    return alerts;
  }

  List<String> tests() {
    return tests;
  }

  static List<Path> files(String folder) {
    try (Stream<Path> files = Files.list(FOLDER.resolve(folder))) {
      return files.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void each(String folder, String key, Consumer<Map<?, ?>> action) {
    for (Path file : files(folder)) {
      try (var reader = Files.newBufferedReader(file)) {
        Map<String, Object> content = new Yaml().load(reader);
        maps(content.get(key)).forEach(action);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private void add(Map<String, Object> rule) {
    String expr = String.valueOf(rule.get("expr"));
    if (rule.containsKey("record")) {
      recorded.add(new Recorded(String.valueOf(rule.get("record")), expr));
    } else {
      alerts.add(
          new Alert(
              String.valueOf(rule.get("alert")),
              expr,
              texts(rule.get("labels")),
              texts(rule.get("annotations"))));
    }
  }

  @SuppressWarnings("unchecked") // as YAML gives them
  private static List<Map<String, Object>> maps(@Nullable Object list) {
    return list == null ? List.of() : (List<Map<String, Object>>) list;
  }

  @SuppressWarnings("unchecked") // as YAML gives them
  private static Map<String, String> texts(@Nullable Object map) {
    return map == null ? Map.of() : (Map<String, String>) map;
  }
}

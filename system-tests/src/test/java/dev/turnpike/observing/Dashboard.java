package dev.turnpike.observing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.Yaml;

/**
 * A dashboard as people write it, in {@code infra/grafana/source}.
 *
 * @param instance the jobs whose instances can be chosen, as a regular expression; null: none can
 */
record Dashboard(
    String uid, String title, String about, @Nullable String instance, List<Row> rows) {

  static final Path FOLDER = Path.of("../infra/grafana");

  record Row(String title, List<Panel> panels) {}

  /**
   * One panel.
   *
   * @param thresholds from which on it is yellow, and red
   * @param alert whose section of the runbook it links to
   * @param empty why it may be empty in a system that is well; null when it may not
   */
  record Panel(
      String title,
      String type,
      String unit,
      int width,
      int height,
      String about,
      List<Double> thresholds,
      @Nullable String alert,
      @Nullable String empty,
      List<Query> queries) {}

  record Query(String expr, String legend) {}

  List<Panel> panels() {
    return rows.stream().flatMap(row -> row.panels().stream()).toList();
  }

  static List<Dashboard> all() {
    try (Stream<Path> files = Files.list(FOLDER.resolve("source"))) {
      return files.sorted().map(Dashboard::read).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Dashboard read(Path file) {
    try (var reader = Files.newBufferedReader(file)) {
      Map<String, Object> all = new Yaml().load(reader);
      return new Dashboard(
          text(all, "uid", ""),
          text(all, "title", ""),
          text(all, "about", ""),
          (String) all.get("instance"),
          maps(all, "rows").stream().map(Dashboard::row).toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Row row(Map<String, Object> row) {
    return new Row(
        text(row, "title", ""), maps(row, "panels").stream().map(Dashboard::panel).toList());
  }

  private static Panel panel(Map<String, Object> panel) {
    return new Panel(
        text(panel, "title", ""),
        text(panel, "type", ""),
        text(panel, "unit", "short"),
        (Integer) panel.getOrDefault("width", 8),
        (Integer) panel.getOrDefault("height", 8),
        text(panel, "about", ""),
        numbers(panel.get("thresholds")),
        (String) panel.get("alert"),
        (String) panel.get("empty"),
        maps(panel, "queries").stream()
            .map(query -> new Query(text(query, "expr", ""), text(query, "legend", "")))
            .toList());
  }

  private static String text(Map<String, Object> map, String key, String otherwise) {
    return String.valueOf(map.getOrDefault(key, otherwise));
  }

  private static List<Double> numbers(@Nullable Object numbers) {
    return numbers instanceof List<?> list
        ? list.stream().map(number -> ((Number) number).doubleValue()).toList()
        : List.of();
  }

  @SuppressWarnings("unchecked") // as YAML gives them
  private static List<Map<String, Object>> maps(Map<String, Object> map, String key) {
    return (List<Map<String, Object>>) map.getOrDefault(key, List.of());
  }
}

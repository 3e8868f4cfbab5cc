package dev.turnpike.observing;

import dev.turnpike.observing.Exposition.Family;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The tables of docs/operations/metrics.md: made of what services expose, and read again. */
final class MetricsPage {

  static final Path FILE = Path.of("../docs/operations/metrics.md");

  private static final Pattern ROW = Pattern.compile("\\| `([^`]+)` \\| (\\w+) \\| ([^|]*) \\|.*");

  /** By the begin of a family's name; the first that fits. */
  private static final Map<String, List<String>> SECTIONS = new LinkedHashMap<>();

  static {
    SECTIONS.put("Turns", List.of("turnpike_turns_"));
    SECTIONS.put("Streams and mailboxes", List.of("turnpike_streams_", "turnpike_mailbox_"));
    SECTIONS.put("Models and tools", List.of("gen_ai_", "turnpike_model_", "turnpike_mcp_"));
    SECTIONS.put(
        "Consumption", List.of("turnpike_keyed_", "turnpike_group_", "turnpike_dead_letters"));
    SECTIONS.put("Memory", List.of("turnpike_memory_"));
    SECTIONS.put("Judging", List.of("turnpike_judge_"));
    SECTIONS.put("Analytics", List.of("turnpike_analytics_"));
    SECTIONS.put("Accounts, limits, budgets", List.of("turnpike_"));
    SECTIONS.put("Kafka's clients", List.of("kafka_"));
    SECTIONS.put("HTTP", List.of("http_", "jetty_", "tomcat_"));
    SECTIONS.put("Database connections", List.of("hikaricp_", "jdbc_"));
    SECTIONS.put("The process", List.of(""));
  }

  private MetricsPage() {}

  static String tables(Collection<Family> families) {
    Map<String, StringBuilder> rows = new LinkedHashMap<>();
    SECTIONS.keySet().forEach(section -> rows.put(section, new StringBuilder()));
    for (Family family : families) {
      if (!isLongest(family)) {
        rows.computeIfAbsent(section(family.name), _ -> new StringBuilder()).append(row(family));
      }
    }
    return rows.entrySet().stream()
        .map(
            each ->
                "## %s\n\n| metric | type | labels | services | meaning |\n|---|---|---|---|---|\n%s"
                    .formatted(each.getKey(), each.getValue()))
        .collect(Collectors.joining("\n"));
  }

  /** What a scrape shows of a timer beside it. */
  static boolean isLongest(Family family) {
    return family.name.endsWith("_max")
        && family.type.equals("gauge")
        && !family.name.matches("(hikaricp|jdbc)_connections_max|kafka_.*");
  }

  private static String row(Family family) {
    return "| `%s` | %s | %s | %s | %s |\n"
        .formatted(
            family.name,
            family.type,
            family.labels.stream()
                .map(label -> "`" + label + "`")
                .collect(Collectors.joining(", ")),
            services(family.services),
            family.help.replace("|", "\\|"));
  }

  private static String services(Set<String> services) {
    return services.size() == 5 ? "all" : String.join(", ", services);
  }

  private static String section(String name) {
    return SECTIONS.entrySet().stream()
        .filter(each -> each.getValue().stream().anyMatch(name::startsWith))
        .findFirst()
        .orElseThrow()
        .getKey();
  }

  /** The labels of each series that the page names, with those that all have. */
  static Map<String, Set<String>> series() {
    Map<String, Set<String>> series = new TreeMap<>();
    for (String line : lines()) {
      var row = ROW.matcher(line);
      if (row.matches()) {
        Set<String> labels = new TreeSet<>(Set.of("application", "job", "instance"));
        for (String label : row.group(3).replace("`", "").split(", ")) {
          labels.add(label.strip());
        }
        for (String suffix : suffixes(row.group(2))) {
          series.put(row.group(1) + suffix, labels);
        }
      }
    }
    return series;
  }

  private static List<String> suffixes(String type) {
    return switch (type) {
      case "histogram" -> List.of("_bucket", "_count", "_sum", "_max");
      case "summary" -> List.of("_count", "_sum", "_max");
      default -> List.of("");
    };
  }

  private static List<String> lines() {
    try {
      return Files.readAllLines(FILE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

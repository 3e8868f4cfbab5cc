package dev.turnpike.local.reference;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** All settings of all services, as the compiler wrote them down for Spring Boot. */
final class Settings {
  private static final String METADATA = "META-INF/spring-configuration-metadata.json";
  private static final String ALL = "All services";

  /** What modules that are no service have, by prefix. */
  private static final Map<String, String> SHARED =
      Map.of(
          "turnpike.kafka.", ALL,
          "turnpike.registry.", ALL,
          "turnpike.database.", ALL,
          "turnpike.startup.", ALL,
          "turnpike.traces.", ALL,
          "turnpike.embeddings.",
              "ingress-api, agent-workers, memory-extractor: embeddings of memories",
          "turnpike.models.", "agent-workers, memory-extractor, judge-workers: models",
          "turnpike.completed-turns.",
              "ingress-api, memory-extractor, judge-workers: reading ended turns");

  private static final List<String> SERVICES =
      List.of(
          "ingress-api", "agent-workers", "memory-extractor", "judge-workers", "turn-analytics");

  /** Spring Boot's own that everybody meets, and the one that is read before all. */
  private static final List<Setting> GENERAL =
      List.of(
          new Setting(
              ALL,
              "TURNPIKE_ENVIRONMENT",
              "turnpike.environment",
              "production",
              "`development`, `test`, `staging` or `production`; `./turnpike up` says `development`"),
          new Setting(
              ALL,
              "SERVER_PORT",
              "server.port",
              "8080 (ingress-api), 8081 (agent-workers), 8082 (memory-extractor), 8083 (judge-workers), 8084 (turn-analytics)",
              "the port of the service's HTTP server"),
          new Setting(
              ALL,
              "SERVER_ADDRESS",
              "server.address",
              "",
              "the address that it listens on; all by default, loopback in `./turnpike up`"),
          new Setting(
              ALL,
              "SPRING_CONFIG_IMPORT",
              "spring.config.import",
              "",
              "a file with further settings, such as `optional:file:/etc/turnpike/models.yml`"));

  private Settings() {}

  /** By section, in the order of the page. */
  static Map<String, List<Setting>> bySection() throws IOException {
    Map<String, List<Setting>> sections = new LinkedHashMap<>();
    sections.put(ALL, new ArrayList<>(GENERAL));
    SHARED.values().stream()
        .sorted()
        .forEach(each -> sections.computeIfAbsent(each, _ -> new ArrayList<>()));
    SERVICES.forEach(each -> sections.put(each, new ArrayList<>()));
    SettingFiles files = SettingFiles.read();
    for (URL url : Collections.list(ClassLoader.getSystemClassLoader().getResources(METADATA))) {
      try (InputStream in = url.openStream()) {
        for (JsonNode property : JsonMapper.shared().readTree(in).path("properties")) {
          if (property.path("name").asString().startsWith("turnpike.")) {
            Setting setting = setting(url, property, files);
            sections.computeIfAbsent(setting.section(), _ -> new ArrayList<>()).add(setting);
          }
        }
      }
    }
    sections
        .values()
        .forEach(
            all ->
                all.subList(all.containsAll(GENERAL) ? GENERAL.size() : 0, all.size())
                    .sort(Comparator.comparing(Setting::property)));
    return sections;
  }

  private static Setting setting(URL url, JsonNode metadata, SettingFiles files) {
    String property = metadata.path("name").asString();
    String type = metadata.path("type").asString();
    String open = type.startsWith("java.util.Map") ? "_NAME" : "";
    return new Setting(
        section(url, property),
        files.variable(property).orElse(Setting.variableOf(property)) + open,
        property + (open.isEmpty() ? "" : ".<name>"),
        files.standard(property).orElse(standard(metadata.path("defaultValue"))),
        Setting.plain(metadata.path("description").asString("")));
  }

  private static String standard(JsonNode value) {
    if (value.isArray()) {
      List<String> values = new ArrayList<>();
      value.forEach(each -> values.add(each.asString()));
      return String.join(",", values);
    }
    return value.isMissingNode() ? "" : value.asString();
  }

  /** What several services share belongs to all of them, whoever declares it. */
  private static String section(URL url, String property) {
    return SHARED.entrySet().stream()
        .filter(each -> property.startsWith(each.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .or(
            () ->
                SERVICES.stream()
                    .filter(each -> url.toString().contains("/" + each + "/"))
                    .findFirst())
        .orElseThrow(() -> new AssertionError(property + " has no section in the reference"));
  }
}

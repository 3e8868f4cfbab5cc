package dev.turnpike.local.images;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** docker-compose.yml, with anchors resolved and variables as they are written. */
record ComposeFile(String text, JsonNode content) {
  private static final Path FILE = Path.of("../docker-compose.yml");
  private static final Pattern INTERPOLATED = Pattern.compile("(?<!\\$)\\$\\{([A-Z_]+)(:[-?])?");

  static ComposeFile read() throws IOException {
    String text = Files.readString(FILE);
    return new ComposeFile(text, JsonMapper.shared().valueToTree(new Yaml().load(text)));
  }

  Map<String, JsonNode> services() {
    Map<String, JsonNode> services = new TreeMap<>();
    content
        .path("services")
        .properties()
        .forEach(each -> services.put(each.getKey(), each.getValue()));
    return services;
  }

  JsonNode service(String name) {
    JsonNode service = content.path("services").path(name);
    if (service.isMissingNode()) {
      throw new AssertionError("docker-compose.yml has no service " + name);
    }
    return service;
  }

  /** What a service is told, by variable; without the values that are passed through. */
  Map<String, String> environment(String service) {
    Map<String, String> environment = new TreeMap<>();
    service(service)
        .path("environment")
        .properties()
        .forEach(each -> environment.put(each.getKey(), each.getValue().asString("")));
    return environment;
  }

  /** All variables that the one who runs it may or must set. */
  Set<String> variables() {
    Set<String> names = new TreeSet<>();
    INTERPOLATED.matcher(text).results().map(each -> each.group(1)).forEach(names::add);
    for (String service : services().keySet()) {
      service(service)
          .path("environment")
          .properties()
          .forEach(
              each -> {
                if (each.getValue().isNull()) {
                  names.add(each.getKey());
                }
              });
    }
    return names;
  }

  /** Those without which it is refused. */
  Set<String> required() {
    Set<String> names = new TreeSet<>();
    for (MatchResult each : INTERPOLATED.matcher(text).results().toList()) {
      if (":?".equals(each.group(2))) {
        names.add(each.group(1));
      }
    }
    return names;
  }

  static Duration seconds(String written) {
    return Duration.parse("PT" + written);
  }

  static List<String> strings(JsonNode list) {
    return list.valueStream().map(JsonNode::asString).toList();
  }
}

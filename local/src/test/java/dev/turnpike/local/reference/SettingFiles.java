package dev.turnpike.local.reference;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.PropertiesLoaderUtils;

/** What the services' own files say about their settings: other names, other defaults. */
record SettingFiles(Map<String, Map<String, String>> values) {
  private static final Pattern NAMED = Pattern.compile("\\$\\{([A-Z_]+)(?::(.*))?}");
  private static final String[] SERVICES = {
    "ingress-api", "agent-workers", "memory-extractor", "judge-workers", "turn-analytics"
  };

  /** By property, then by service; those of all services by an empty name. */
  static SettingFiles read() throws IOException {
    Map<String, Map<String, String>> values = new TreeMap<>();
    PropertiesLoaderUtils.loadProperties(
            new ClassPathResource("dev/turnpike/platform/defaults.properties"))
        .forEach((key, value) -> put(values, (String) key, "", String.valueOf(value)));
    for (String service : SERVICES) {
      var resource = new ClassPathResource(service + ".yml");
      for (var source : new YamlPropertySourceLoader().load(service, resource)) {
        for (String key : ((EnumerablePropertySource<?>) source).getPropertyNames()) {
          put(values, key, service, String.valueOf(source.getProperty(key)));
        }
      }
    }
    return new SettingFiles(values);
  }

  private static void put(
      Map<String, Map<String, String>> values, String property, String service, String value) {
    values.computeIfAbsent(property, _ -> new TreeMap<>()).put(service, value);
  }

  /** The variable that the files name for it. */
  Optional<String> variable(String property) {
    return values.getOrDefault(property, Map.of()).values().stream()
        .map(NAMED::matcher)
        .filter(Matcher::matches)
        .map(named -> named.group(1))
        .findFirst();
  }

  /** What it is by these files; with the services' names where they differ. */
  Optional<String> standard(String property) {
    Map<String, String> said = values.getOrDefault(property, Map.of());
    if (said.isEmpty()) {
      return Optional.empty();
    }
    Map<String, String> standards = new TreeMap<>();
    said.forEach((service, value) -> standards.put(service, withoutName(value)));
    if (standards.size() == 1) {
      return Optional.of(standards.values().iterator().next());
    }
    return Optional.of(
        standards.entrySet().stream()
            .map(each -> each.getValue() + " (" + each.getKey() + ")")
            .collect(Collectors.joining(", ")));
  }

  private static String withoutName(String value) {
    Matcher named = NAMED.matcher(value);
    return named.matches() ? Optional.ofNullable(named.group(2)).orElse("") : value;
  }
}

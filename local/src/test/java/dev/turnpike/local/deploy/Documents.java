package dev.turnpike.local.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What the documentation says of variables, their defaults, and the secrets of a deployment. */
final class Documents {
  private static final Pattern SETTING =
      Pattern.compile("^\\| `([A-Z0-9_]+)` \\| `[^`]+` \\| (?:`([^`]*)`)? ?\\|", Pattern.MULTILINE);
  private static final Pattern SECRET =
      Pattern.compile("^\\| `([a-z-]+)` \\| ([^|]+) \\|", Pattern.MULTILINE);
  private static final Pattern DURATION = Pattern.compile("(\\d+)(ms|s|m|h|d)");

  private static final Pattern NAMED = Pattern.compile("`([A-Z0-9_]+)`");

  private final Set<String> onPage;
  private final Map<String, String> defaults = new HashMap<>();
  private final Map<String, Set<String>> secrets = new HashMap<>();

  Documents() {
    // Spring's own, as dev/turnpike/platform/defaults.properties has it.
    defaults.put("SPRING_LIFECYCLE_TIMEOUTPERSHUTDOWNPHASE", "5s");
    Matcher setting = SETTING.matcher(read("../docs/configuration.md"));
    while (setting.find()) {
      defaults.put(setting.group(1), setting.group(2) == null ? "" : setting.group(2));
    }
    String page = read("../docs/operations/kubernetes.md");
    onPage = NAMED.matcher(page).results().map(each -> each.group(1)).collect(Collectors.toSet());
    Matcher secret = SECRET.matcher(page);
    while (secret.find()) {
      Set<String> keys =
          Pattern.compile("`([^`]+)`")
              .matcher(secret.group(2))
              .results()
              .map(each -> each.group(1))
              .collect(Collectors.toSet());
      secrets.put(secret.group(1), keys);
    }
  }

  /** Whether it is a variable, also of those whose names end in what the user chooses. */
  boolean variable(String name) {
    return defaults.containsKey(name)
        || onPage.contains(name)
        || defaults.keySet().stream()
            .filter(each -> each.endsWith("_NAME"))
            .anyMatch(each -> name.startsWith(each.substring(0, each.length() - 4)));
  }

  /** What a service goes by: what its deployment says, otherwise its default. */
  String setting(Deployment deployment, Manifest service, String name) {
    String said = deployment.variable(service, name);
    return said.isEmpty() ? defaults.getOrDefault(name, "") : said;
  }

  boolean secret(String name, String key) {
    return secrets.getOrDefault(name, Set.of()).contains(key);
  }

  static Duration duration(String text) {
    Matcher matcher = DURATION.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("'%s' is no duration".formatted(text));
    }
    long number = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2)) {
      case "ms" -> Duration.ofMillis(number);
      case "s" -> Duration.ofSeconds(number);
      case "m" -> Duration.ofMinutes(number);
      case "h" -> Duration.ofHours(number);
      default -> Duration.ofDays(number);
    };
  }

  private static String read(String file) {
    try {
      return Files.readString(Path.of(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package dev.turnpike.operations.doctor;

import dev.turnpike.platform.Deployment;
import dev.turnpike.platform.ReviewedSettings;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/** The settings of all services that are asked about, as they would start with them. */
final class Settings implements Examination {

  private final Map<ServiceName, ReviewedSettings> services = new EnumMap<>(ServiceName.class);

  /** Reads them; one after the other, since Spring sets up logging for the whole process. */
  static Settings read(Set<ServiceName> services, Map<String, String> variables) {
    Settings settings = new Settings();
    for (ServiceName each : services) {
      settings.services.put(each, ReviewedSettings.of(each.application(), variables));
    }
    return settings;
  }

  @Override
  public String part() {
    return "settings";
  }

  @Override
  public void examine(Consumer<Finding> findings) {
    Map<String, List<String>> concerned = new LinkedHashMap<>();
    services.forEach(
        (service, reviewed) -> {
          if (reviewed.sentences().isEmpty()) {
            findings.accept(
                Finding.good(
                    "%s would start in %s.".formatted(service.label(), deployment(reviewed))));
          }
          for (String sentence : reviewed.sentences()) {
            concerned.computeIfAbsent(sentence, _ -> new ArrayList<>()).add(service.label());
          }
        });
    concerned.forEach(
        (sentence, names) ->
            findings.accept(
                Finding.problem(
                    names.size() == services.size()
                        ? sentence
                        : String.join(", ", names) + ": " + sentence)));
  }

  /** What a setting is for the first of the services that has it; empty if none has. */
  Optional<String> value(String property) {
    for (ReviewedSettings each : services.values()) {
      String value = each.environment().getProperty(property);
      if (value != null && !value.isBlank()) {
        return Optional.of(value.strip());
      }
    }
    return Optional.empty();
  }

  /** Some settings together; empty if no service has them, or they are wrong and told as such. */
  <T> Optional<T> bound(String prefix, Class<T> type) {
    for (ReviewedSettings each : services.values()) {
      try {
        return Optional.of(Binder.get(each.environment()).bindOrCreate(prefix, type));
      } catch (BindException e) {
        // It stands among the sentences already.
      }
    }
    return Optional.empty();
  }

  /** The consumer groups of these services. */
  Set<String> groups() {
    Set<String> groups = new TreeSet<>();
    services.forEach(
        (service, reviewed) -> {
          Environment settings = reviewed.environment();
          groups.add(
              switch (service) {
                case AGENT_WORKERS -> "agent-workers";
                case TURN_ANALYTICS ->
                    settings.getProperty("turnpike.analytics.application", "turn-analytics");
                case INGRESS_API, MEMORY_EXTRACTOR, JUDGE_WORKERS ->
                    settings.getProperty("turnpike.completed-turns.group", service.label());
              });
        });
    return groups;
  }

  /** The whole environments, by service. */
  Map<ServiceName, Environment> environments() {
    Map<ServiceName, Environment> all = new EnumMap<>(ServiceName.class);
    services.forEach((service, reviewed) -> all.put(service, reviewed.environment()));
    return all;
  }

  /** Whether people rely on it. */
  boolean isServing() {
    return services.values().stream()
        .anyMatch(each -> Deployment.of(each.environment()).isServing());
  }

  private static String deployment(ReviewedSettings reviewed) {
    return Deployment.of(reviewed.environment()).name().toLowerCase(Locale.ROOT);
  }
}

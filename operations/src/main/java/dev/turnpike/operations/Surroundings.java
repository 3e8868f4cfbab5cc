package dev.turnpike.operations;

import dev.turnpike.operations.console.Refusal;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The environment variables of the person who starts Turnpike: parts they have already, and the
 * model's provider. An empty variable counts as absent.
 */
public record Surroundings(Map<String, String> variables) {

  private static final Set<String> PARTS =
      Set.of(
          "KAFKA_BOOTSTRAP_SERVERS",
          "SCHEMA_REGISTRY_URL",
          "DATABASE_URL",
          "DATABASE_USER",
          "DATABASE_PASSWORD",
          "SERVER_ADDRESS");

  public Surroundings {
    variables = Map.copyOf(variables);
  }

  public static Surroundings ofThisProcess() {
    return new Surroundings(System.getenv());
  }

  /** For a system of its own, which uses none of the parts that the person has. */
  public Surroundings withoutParts() {
    Map<String, String> left = new HashMap<>(variables);
    left.keySet().removeAll(PARTS);
    return new Surroundings(left);
  }

  public Optional<String> get(String name) {
    return Optional.ofNullable(variables.get(name)).map(String::strip).filter(v -> !v.isEmpty());
  }

  public Optional<String> kafka() {
    return get("KAFKA_BOOTSTRAP_SERVERS");
  }

  public Optional<String> registry() {
    return get("SCHEMA_REGISTRY_URL");
  }

  public Optional<String> database() {
    Optional<String> url = get("DATABASE_URL");
    url.filter(each -> !each.startsWith("jdbc:postgresql:"))
        .ifPresent(
            each -> {
              throw new Refusal(
                  "DATABASE_URL must begin with jdbc:postgresql://, as in jdbc:postgresql://host:5432/turnpike.");
            });
    return url;
  }

  /** Servers such as Ollama need an address and no key. */
  public boolean hasModelProvider() {
    return get("OPENAI_API_KEY").isPresent() || get("OPENAI_BASE_URL").isPresent();
  }
}

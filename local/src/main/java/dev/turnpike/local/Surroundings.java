package dev.turnpike.local;

import dev.turnpike.local.console.Refusal;
import java.util.Map;
import java.util.Optional;

/**
 * The environment variables of the person who starts Turnpike: parts they have already, and the
 * model's provider. An empty variable counts as absent.
 */
public record Surroundings(Map<String, String> variables) {

  public Surroundings {
    variables = Map.copyOf(variables);
  }

  public static Surroundings ofThisProcess() {
    return new Surroundings(System.getenv());
  }

  public Optional<String> get(String name) {
    return Optional.ofNullable(variables.get(name)).map(String::strip).filter(v -> !v.isEmpty());
  }

  Optional<String> kafka() {
    return get("KAFKA_BOOTSTRAP_SERVERS");
  }

  Optional<String> registry() {
    return get("SCHEMA_REGISTRY_URL");
  }

  Optional<String> database() {
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
  boolean hasModelProvider() {
    return get("OPENAI_API_KEY").isPresent() || get("OPENAI_BASE_URL").isPresent();
  }
}

package dev.turnpike.operations.cli;

import dev.turnpike.operations.Surroundings;
import dev.turnpike.operations.running.Endpoints;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Where a command that works beside the services finds what they stand on, under the names of their
 * environment variables: in the system that runs on the data folder, or where the environment says.
 */
public final class ServiceEnvironment {

  private static final String[] ELSEWHERE = {
    "DATABASE_URL", "KAFKA_BOOTSTRAP_SERVERS", "SCHEMA_REGISTRY_URL"
  };

  /** To be added to a command's help. */
  public static final String HELP =
      "With DATABASE_URL, KAFKA_BOOTSTRAP_SERVERS and SCHEMA_REGISTRY_URL set (and no --data) it works there, with the model of OPENAI_BASE_URL, OPENAI_API_KEY and DEFAULT_LLM_MODEL.";

  private ServiceEnvironment() {}

  /** What has to be set besides what is: nothing when the environment names everything. */
  public static Map<String, String> of(DataOption data, Surroundings surroundings) {
    boolean elsewhere = !data.given();
    for (String name : ELSEWHERE) {
      elsewhere &= surroundings.get(name).isPresent();
    }
    return elsewhere ? Map.of() : of(data.endpoints(), surroundings);
  }

  public static Map<String, String> of(Endpoints running, Surroundings surroundings) {
    Map<String, String> settings = new TreeMap<>();
    settings.put(
        "TURNPIKE_ENVIRONMENT", surroundings.get("TURNPIKE_ENVIRONMENT").orElse("development"));
    settings.put("KAFKA_BOOTSTRAP_SERVERS", running.bootstrapServers());
    settings.put("SCHEMA_REGISTRY_URL", running.schemaRegistryUrl());
    settings.put("DATABASE_URL", running.database().url());
    put(settings, "DATABASE_USER", running.database().user());
    put(settings, "DATABASE_PASSWORD", running.database().password());
    settings.put("OPENAI_BASE_URL", running.model().baseUrl());
    settings.put(
        "OPENAI_API_KEY", surroundings.get("OPENAI_API_KEY").orElse("none-is-needed-here"));
    put(settings, "DEFAULT_LLM_MODEL", running.model().name());
    settings.put("TURNPIKE_SIMULATED_MODEL", Boolean.toString(running.model().simulated()));
    return settings;
  }

  private static void put(Map<String, String> settings, String name, @Nullable String value) {
    if (value != null) {
      settings.put(name, value);
    }
  }
}

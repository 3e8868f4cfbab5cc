package dev.turnpike.local;

import dev.turnpike.operations.Surroundings;
import dev.turnpike.operations.running.Endpoints;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the services stand on, whether embedded or somebody's own.
 *
 * @param registry its URLs, comma-separated
 */
record Infrastructure(
    String kafka, String registry, Endpoints.Database database, Endpoints.Model model) {

  private static final String ENVIRONMENT = "TURNPIKE_ENVIRONMENT";

  /** Under the names of the services' environment variables. */
  Map<String, String> settings(Surroundings surroundings, String tokenSecret) {
    Map<String, String> settings = new TreeMap<>();
    settings.put(ENVIRONMENT, surroundings.get(ENVIRONMENT).orElse("development"));
    settings.put("KAFKA_BOOTSTRAP_SERVERS", kafka);
    settings.put("SCHEMA_REGISTRY_URL", registry);
    settings.put("DATABASE_URL", database.url());
    put(settings, "DATABASE_USER", database.user());
    put(settings, "DATABASE_PASSWORD", database.password());
    settings.put("TURNPIKE_TOKEN_SECRET", tokenSecret);
    settings.put("OPENAI_BASE_URL", model.baseUrl());
    settings.put(
        "OPENAI_API_KEY", surroundings.get("OPENAI_API_KEY").orElse("none-is-needed-here"));
    put(settings, "DEFAULT_LLM_MODEL", model.name());
    settings.put("TURNPIKE_SIMULATED_MODEL", Boolean.toString(model.simulated()));
    // A local run listens on the loopback interface unless its owner says otherwise.
    settings.put("SERVER_ADDRESS", surroundings.get("SERVER_ADDRESS").orElse("127.0.0.1"));
    if (model.simulated()) {
      // Whoever plays with the simulated model chooses its pace and faults by its name.
      settings.put("TURNPIKE_INGRESS_MODELS", "sim*");
    }
    // A local run stops within seconds; turns and streams that are open then are taken up again.
    settings.put("SPRING_LIFECYCLE_TIMEOUTPERSHUTDOWNPHASE", "1500ms");
    settings.put("TURNPIKE_AGENT_GRACE", "1500ms");
    return settings;
  }

  private static void put(
      Map<String, String> settings, String name, @org.jspecify.annotations.Nullable String value) {
    if (value != null) {
      settings.put(name, value);
    }
  }
}

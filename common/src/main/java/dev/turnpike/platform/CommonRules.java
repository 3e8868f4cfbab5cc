package dev.turnpike.platform;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/** No debug logs, made-up answers or well-known passwords where people rely on the service. */
final class CommonRules implements DeploymentRule {
  private static final Set<String> TELLING = Set.of("DEBUG", "TRACE", "ALL");
  private static final Set<String> PASSWORDS =
      Set.of("turnpike", "postgres", "password", "changeme", "change-me", "secret", "admin");

  @Override
  public List<String> broken(Environment environment, Deployment deployment) {
    List<String> broken = new ArrayList<>();
    if (PASSWORDS.contains(environment.getProperty("turnpike.database.password", ""))) {
      broken.add("DATABASE_PASSWORD is one that everybody tries first: give the user another.");
    }
    if (deployment == Deployment.PRODUCTION) {
      debug(environment, broken);
      if (environment.getProperty("turnpike.models.simulated", Boolean.class, false)) {
        broken.add(
            "TURNPIKE_SIMULATED_MODEL is true, so people would get made-up answers: name a model's provider, or set TURNPIKE_ENVIRONMENT to staging.");
      }
    }
    return broken;
  }

  /** Libraries log requests whole at these levels. */
  private static void debug(Environment environment, List<String> broken) {
    for (String name : List.of("debug", "trace")) {
      String value = environment.getProperty(name);
      if (value != null && !value.equalsIgnoreCase("false")) {
        broken.add(
            "%s is on, which logs what people say: leave %s out."
                .formatted(name, name.equals("debug") ? "DEBUG" : "TRACE"));
      }
    }
    Binder.get(environment)
        .bind("logging.level", Bindable.mapOf(String.class, String.class))
        .orElse(Map.of())
        .forEach(
            (logger, level) -> {
              if (TELLING.contains(level.toUpperCase(Locale.ROOT))) {
                broken.add(
                    "logging.level.%s is %s, which may log what people say: INFO is the most for production."
                        .formatted(logger, level));
              }
            });
  }
}

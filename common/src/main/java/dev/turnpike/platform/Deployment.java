package dev.turnpike.platform;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.core.env.Environment;

/** Where a service runs: {@code TURNPIKE_ENVIRONMENT}, and the Spring profile of that name. */
public enum Deployment {
  /** On somebody's own machine. */
  DEVELOPMENT,
  /** In a test. */
  TEST,
  /** Like production, with a simulated model and debug logs if need be. */
  STAGING,
  /** Whoever says nothing means this. */
  PRODUCTION;

  static final String PROPERTY = "turnpike.environment";
  static final String VARIABLE = "TURNPIKE_ENVIRONMENT";

  /** The one that is configured; production where it says something else, which is refused. */
  public static Deployment of(Environment environment) {
    return named(configured(environment)).orElse(PRODUCTION);
  }

  /** Whether other people rely on it. */
  public boolean isServing() {
    return this == STAGING || this == PRODUCTION;
  }

  /** As it is configured, and as its profile is called. */
  String profile() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Why the configured name is none; empty if it is one. */
  static Optional<String> refusal(Environment environment) {
    String name = configured(environment);
    return named(name).isPresent()
        ? Optional.empty()
        : Optional.of("%s is \"%s\": write one of %s.".formatted(VARIABLE, name, names()));
  }

  private static String configured(Environment environment) {
    String name = environment.getProperty(PROPERTY, "").strip();
    return name.isEmpty() ? PRODUCTION.profile() : name;
  }

  private static Optional<Deployment> named(String name) {
    return Arrays.stream(values()).filter(each -> each.profile().equals(name)).findFirst();
  }

  private static String names() {
    return Arrays.stream(values()).map(Deployment::profile).collect(Collectors.joining(", "));
  }
}

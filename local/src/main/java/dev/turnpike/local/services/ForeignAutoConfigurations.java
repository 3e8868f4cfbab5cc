package dev.turnpike.local.services;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.AutoConfigurationImportFilter;
import org.springframework.boot.autoconfigure.AutoConfigurationMetadata;
import org.springframework.context.EnvironmentAware;
import org.springframework.core.env.Environment;

/**
 * Keeps each service as it is alone. Here all services share one class path, and Spring Boot
 * configures whatever it finds there: without this filter, the libraries that only the ingress
 * brings along would lock the workers' health pages and give them an API documentation.
 */
final class ForeignAutoConfigurations implements AutoConfigurationImportFilter, EnvironmentAware {

  private static final String[] OF_THE_INGRESS = {
    "org.springframework.boot.security.", "org.springdoc."
  };

  private @Nullable String service;

  @Override
  public void setEnvironment(Environment environment) {
    service = environment.getProperty("spring.application.name");
  }

  @Override
  public boolean[] match(
      @Nullable String[] autoConfigurations, AutoConfigurationMetadata metadata) {
    boolean[] matches = new boolean[autoConfigurations.length];
    for (int i = 0; i < matches.length; i++) {
      String name = autoConfigurations[i];
      matches[i] = name != null && belongs(name);
    }
    return matches;
  }

  private boolean belongs(String autoConfiguration) {
    if (Objects.equals(service, ServiceKind.INGRESS_API.serviceName())) {
      return true;
    }
    for (String foreign : OF_THE_INGRESS) {
      if (autoConfiguration.startsWith(foreign)) {
        return false;
      }
    }
    return true;
  }
}

package dev.turnpike.platform;

import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.boot.env.DefaultPropertiesPropertySource;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Makes the {@link Deployment} a Spring profile, before the service's files are read: so {@code
 * <service>-<profile>.yml} wins over {@code <service>.yml}, and the environment over both. What all
 * services have in common in a deployment joins their defaults, below all files.
 */
final class DeploymentProfile implements EnvironmentPostProcessor, Ordered {
  @Override
  public void postProcessEnvironment(
      ConfigurableEnvironment environment, SpringApplication application) {
    if (!environment.containsProperty(Platform.SERVICE)) {
      return; // Not one of ours, though it has this module on its class path.
    }
    String profile = Deployment.of(environment).profile();
    environment.addActiveProfile(profile);
    DefaultPropertiesPropertySource.addOrMerge(
        Platform.shared(profile + ".properties"), environment.getPropertySources());
  }

  @Override
  public int getOrder() {
    return ConfigDataEnvironmentPostProcessor.ORDER - 1;
  }
}
